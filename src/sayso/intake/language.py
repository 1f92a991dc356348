"""Decide the language of a text; short texts stay undetermined."""

from functools import cache
from typing import Any

UNDETERMINED = "und"
_LANGUAGES = (
    "ar bg bn ca cs da de el en es et fa fi fr he hi hr hu id it ja ka ko lt lv mk ms nl no pl ps pt ro ru sk sl sq sr "
    "sv sw ta te th tl tr uk ur vi zh"
).split()
_COMMON = frozenset(
    "the of and to in a is that for it was on are as with his they at be this have from or had by but not what all were "
    "we when your can said there which their has will would about who been after its".split()
)
_LEAST_LETTERS = 60
_SAMPLE = 4_000


def find_language(text: str) -> str:
    """Return the ISO 639-1 code of a text's language, or `und` where it has too few letters to tell.

    Plain English is recognised by its function words (a fifth of the words or more); any other text is asked of
    langid's model (Lui and Baldwin 2012), restricted to common languages, on samples from begin, middle and end.
    """
    sample = text
    if len(text) > 3 * _SAMPLE:
        middle = len(text) // 2
        sample = " ".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))
    if sum(ch.isalpha() for ch in sample) < _LEAST_LETTERS:
        return UNDETERMINED
    words = sample.lower().split()
    if len(words) >= 20 and sum(word in _COMMON for word in words) >= 0.2 * len(words):
        return "en"
    language, _ = _identifier().classify(sample)
    return str(language)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_LANGUAGES)
    return identifier
