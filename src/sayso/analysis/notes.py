"""Number the notes of a text in the order in which it needs them."""

from collections.abc import Mapping

from sayso.model.claim import Certainty, Factuality, Modality, Polarity
from sayso.model.prose import Citation
from sayso.model.view import ClaimView

_SURENESS = {Certainty.CERTAIN: 0, Certainty.PROBABLE: 1, Certainty.POSSIBLE: 2}


class Notes:
    """Give each claim that is cited one number, from 1; `pages` are the pages of claims that have one."""

    def __init__(self, pages: Mapping[str, int | None]) -> None:
        self._pages = pages
        self._held: dict[str, Citation] = {}

    def cite(self, view: ClaimView) -> int:
        """Return the number of a claim's note, a new one where it has none."""
        claim = view.claim
        found = self._held.get(claim.id)
        if found is None:
            found = self._held[claim.id] = Citation(
                number=len(self._held) + 1,
                claim=claim.id,
                document=view.document,
                title=view.title,
                date=view.attested or view.date,
                page=self._pages.get(claim.id),
                say_so=view.say_so,
                words=" ".join(claim.evidence.words.split()),
            )
        return found.number

    def citations(self) -> tuple[Citation, ...]:
        """Return all notes so far, in order of number."""
        return tuple(self._held.values())


def by_doubt(said: Factuality, confidence: float, claim: str) -> tuple[bool, bool, int, float, str]:
    """Return what sorts first what speaks most surely: asserted, actual, certain, then likely read right."""
    return (
        said.polarity is Polarity.DENIED,
        said.modality is not Modality.ACTUAL,
        _SURENESS[said.certainty],
        -round(confidence, 6),
        claim,
    )
