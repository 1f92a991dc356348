"""Judge a new document's actors against those known."""

from collections.abc import Sequence

from sayso.actors.canonical import judge
from sayso.actors.comparison import Comparison
from sayso.actors.index import ActorIndex, Candidates
from sayso.actors.pairs import compare
from sayso.model import Actor, Judgement, Verdict

MACHINE = "sayso/actors-1"
# Below this a pair is not worth a person's look.
WORTH_A_ROW = 0.45
# Of what stays open, a new actor gets at most so many rows, the most alike first.
MOST_UNSURE = 8


def resolve(new: Sequence[Actor], index: ActorIndex, by: str = MACHINE) -> list[Judgement]:
    """Judge one document's actors against the index, then add them to it.

    Costs what the new document costs: a few candidates an actor. Actors of one document are not compared with each
    other: inside a document coreference has spoken. Actors that the index holds already are passed over. Rows come in
    the order of `new`, then SAME, DIFFERENT, UNSURE. A name that fits two actors that are themselves different
    ("George Bush") fits neither: those rows are UNSURE.
    """
    fresh = [actor for actor in new if actor.id not in index]
    rows = judge_actors(fresh, index, by)
    for actor in sorted(fresh, key=lambda one: one.id):  # as the store files them
        index.add(actor)
    return rows


def judge_actors(new: Sequence[Actor], index: Candidates, by: str = MACHINE) -> list[Judgement]:
    """Judge one document's actors against those known, as `resolve` does, and add them to nothing."""
    held = index.expect(new)
    return [row for actor in new if actor.id not in held for row in _judge_one(actor, index, by)]


def _judge_one(actor: Actor, index: Candidates, by: str) -> list[Judgement]:
    """Judge one actor against its candidates.

    One that is written in every form like another needs no row but the one to it: what holds of that one, its own rows
    say.
    """
    alike = index.alike(actor)
    if alike is not None and (found := compare(actor, alike)).verdict is Verdict.SAME:
        return [_row(actor, alike, found, by)]
    ruled = [(other, compare(actor, other)) for other in index.candidates(actor) if other.doc != actor.doc]
    same = [(other, found) for other, found in ruled if found.verdict is Verdict.SAME]
    if _is_ambiguous([other for other, _ in same]):
        same = [(other, _soften(found)) for other, found in same]
    apart = [(other, found) for other, found in ruled if found.verdict is Verdict.DIFFERENT]
    open_ = [(other, found) for other, found in ruled if found.verdict is Verdict.UNSURE]
    open_.sort(key=lambda item: (-item[1].score, item[0].id))
    kept = [*same, *apart, *open_[:MOST_UNSURE]]
    return [
        _row(actor, other, found, by)
        for other, found in kept
        if found.score >= WORTH_A_ROW or found.verdict is Verdict.SAME
    ]


def _row(actor: Actor, other: Actor, found: Comparison, by: str) -> Judgement:
    """Make the row of one comparison."""
    return judge(actor.id, other.id, found.verdict, by, score=round(found.score, 3), reasons=found.reasons)


def _is_ambiguous(others: Sequence[Actor]) -> bool:
    """Tell whether the actors that one name fits contradict each other, or are two of one document."""
    return any(
        first.doc == second.doc or compare(first, second).verdict is Verdict.DIFFERENT
        for at, first in enumerate(others)
        for second in others[at + 1 :]
    )


def _soften(found: Comparison) -> Comparison:
    """Turn SAME into UNSURE, unless the names agree to the letter."""
    if found.score >= 1.0:
        return found
    return Comparison(min(found.score, 0.85), Verdict.UNSURE, (*found.reasons, "fits several"))
