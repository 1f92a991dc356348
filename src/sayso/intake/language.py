"""Decide the language of a text; short texts stay undetermined."""

import re
from functools import cache
from typing import Any

from sayso.intake.word_sets import word_set

UNDETERMINED = "und"
_LANGUAGES = word_set(
    "ar bg bn ca cs da de el en es et fa fi fr he hi hr hu id it ja ka ko lt lv mk ms nl no pl ps pt ro ru sk sl sq sr "
    "sv sw ta te th tl tr uk ur vi zh"
)
_COMMON = word_set(
    "the of and to in a is that for it was on are as with his they at be this have from or had by but not what all "
    "were we when your can said there which their has will would about who been after its"
)
_LETTER = re.compile(r"[^\W\d_]")
_LEAST_LETTERS = 60
_LEAST_SURE = 0.9
_SAMPLE = 800


def find_language(text: str) -> str:
    """Return the ISO 639-1 code of a text's language, or `und` where it has too few letters to tell.

    Plain English is recognised by its function words (an eighth of the words or more); any other text is asked of
    langid's model (Lui and Baldwin 2012), restricted to common languages, on samples from begin, middle and end.
    """
    sample = text
    if len(text) > 3 * _SAMPLE:
        middle = len(text) // 2
        sample = " ".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))
    if len(_LETTER.findall(sample[: 2 * _SAMPLE])) < _LEAST_LETTERS:
        return UNDETERMINED
    words = sample.lower().split()
    if len(words) >= 12 and sum(word in _COMMON for word in words) >= 0.125 * len(words):
        return "en"
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= _LEAST_SURE else UNDETERMINED


def load_languages() -> None:
    """Load langid's model now: a process that is confined later has no temporary file to load it by."""
    _identifier()


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted(_LANGUAGES))
    return identifier
