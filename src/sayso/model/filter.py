"""Describe what is asked for: one vocabulary of filters for Python, the command line, HTTP and the page."""

from dataclasses import dataclass

FIELDS_OF_MANY = ("predicate", "family", "doc", "certainty", "modality", "standing", "voice", "type")
"""The filters that may be given several times; one of the values is enough."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Choose claims and what follows from them; a filter that is left out lets everything through.

    - `actor`: a name or id, subject or object; `source`: any link of the say-so; `root`: the key of a root.
    - `predicate`, `family`: of the vocabulary; `doc`: names or ids of documents; `type`: kinds of actor, of which one
      end has one.
    - `as_of`: an EDTF date on which it holds, may hold or was last attested before; `known_on`: an EDTF date on which
      it had been published; `since`, `until`: EDTF dates between which lies what the claim speaks of, as far as it may.
    - `denied`: True for denials, False for assertions. `certainty`, `modality`, `voice`: values of a claim.
      `standing`: values of an edge; `sign`: 1, 0 or -1, of the predicate. `contested`: True for what is disputed.
    - `ruling`: what a person ruled of the claim (`accepted`, `rejected`, `corrected`, `unsure`, `none`).
    - `min_confidence`: how likely a claim must be right at least, 0 to 1.

    The names are the same everywhere: arguments in Python, options (`--as-of`), query parameters (`as_of=`).
    """

    actor: str | None = None
    predicate: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    source: str | None = None
    root: str | None = None
    doc: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    as_of: str | None = None
    known_on: str | None = None
    since: str | None = None
    until: str | None = None
    denied: bool | None = None
    certainty: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    voice: tuple[str, ...] = ()
    standing: tuple[str, ...] = ()
    sign: int | None = None
    contested: bool | None = None
    ruling: str | None = None
    min_confidence: float | None = None
