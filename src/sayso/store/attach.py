"""Find again, in a document's claims as they are read now, the claims on which people ruled.

In this order: the same id; the same trigger and one argument at the same place; in another text of the document, the
same words of evidence and of the heads. Each step wants exactly one claim, and one that did not stand beside the old
claim in any reading, since what stood beside it is another claim. Two old claims that stood side by side are not both
carried to one. What is not found stays an orphan.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.model import ActorRef, Claim
from sayso.model.decision import Attached, JudgedActor, JudgedClaim

type Found = tuple[str | None, Attached]


@dataclass(frozen=True, slots=True)
class Standing:
    """Hold what a document has: `claims` as read now, by id, and `runs`, the runs in which each id ever stood."""

    claims: Mapping[str, Claim]
    runs: Mapping[str, frozenset[str]]

    def beside(self, one: str, other: str) -> bool:
        """Tell whether two ids stood in one reading."""
        return bool(self.runs.get(one, frozenset()) & self.runs.get(other, frozenset()))


def attach_all(judged: Iterable[JudgedClaim], standing: Standing) -> dict[str, Found]:
    """Return where each judged claim stands now, by its old id; claims judged several times stand under one id."""
    latest: dict[str, JudgedClaim] = {}
    for claim in judged:
        latest[claim.id] = claim
    found = {old: _attach(claim, standing) for old, claim in latest.items()}
    held: dict[str, list[str]] = {}
    for old, (now, _) in found.items():
        if now is not None:
            held.setdefault(now, []).append(old)
    for olds in held.values():
        for old in olds:
            rivals = [other for other in olds if other != old and standing.beside(old, other)]
            if rivals and found[old][1] is not Attached.BY_ID:
                found[old] = (None, Attached.ORPHAN)
    return found


def _attach(old: JudgedClaim, standing: Standing) -> Found:
    if old.id in standing.claims:
        return old.id, Attached.BY_ID
    others = [claim for name, claim in standing.claims.items() if not standing.beside(old.id, name)]
    placed = [claim for claim in others if claim.text_id == old.text_id and claim.trigger == old.trigger]
    name = _only_one(
        [claim for claim in placed if _same_subject(old, claim) and _same_object(old, claim)],
        [claim for claim in placed if _same_subject(old, claim) or _same_object(old, claim)],
    )
    if name is not None:
        return name, Attached.CARRIED
    if placed:
        return None, Attached.ORPHAN
    elsewhere = [claim for claim in others if claim.text_id != old.text_id and _same_words(old, claim)]
    name = _only_one(elsewhere)
    return (None, Attached.ORPHAN) if name is None else (name, Attached.BY_WORDS)


def _only_one(*choices: Sequence[Claim]) -> str | None:
    """Return the id of the only claim of the first choice that has any; None where it has several."""
    for choice in choices:
        if choice:
            return choice[0].id if len(choice) == 1 else None
    return None


def _same_subject(old: JudgedClaim, claim: Claim) -> bool:
    return old.subject.head == claim.subject.head


def _same_object(old: JudgedClaim, claim: Claim) -> bool:
    return old.object.head == claim.object.head


def _same_words(old: JudgedClaim, claim: Claim) -> bool:
    """Compare the evidence and the three heads by their words, white space aside."""
    return (
        _plain(old.words) == _plain(claim.evidence.words)
        and len(old.sources) == len(claim.sources)
        and old.subject.words == head_words(claim.subject)
        and old.object.words == head_words(claim.object)
        and old.trigger_words == trigger_words(claim)
    )


def _plain(words: str) -> str:
    """Return words with single spaces: another intake may break lines elsewhere."""
    return " ".join(words.split())


def head_words(ref: ActorRef) -> str:
    """Return the head word of a mention, empty where the head lies outside it."""
    inside = ref.span.contains(ref.head)
    return ref.head.shift(-ref.span.start).cut(ref.words) if inside else ""


def trigger_words(claim: Claim) -> str:
    """Return the words of the trigger, empty where it lies outside the evidence."""
    span = claim.evidence.span
    return claim.trigger.shift(-span.start).cut(claim.evidence.words) if span.contains(claim.trigger) else ""


def attach_actor(old: JudgedActor, there: bool, used: Collection[str], namesakes: Sequence[str]) -> Found:
    """Return the raw actor that an actor judged is now.

    `there` tells that its id is stored, `used` are the raw actors that the document's claims speak of now,
    `namesakes` those of the document that bear its name. An actor of whom no claim speaks any more gives way to the
    only namesake of whom one does.
    """
    if old.id in used:
        return old.id, Attached.BY_ID
    spoken = [actor for actor in namesakes if actor in used]
    if len(spoken) == 1:
        return spoken[0], Attached.CARRIED
    return (old.id, Attached.BY_ID) if there else (None, Attached.ORPHAN)
