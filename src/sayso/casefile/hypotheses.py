"""Lay what is said beside rival hypotheses: rows of evidence by root, cells that people rated, what it comes to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.analysis.hypotheses import compare_hypotheses, show_weight, weight_of
from sayso.analysis.proposing import propose_rating
from sayso.casefile.ask import view_claims
from sayso.casefile.comparison_words import say_comparison, say_fall
from sayso.casefile.names import Namer
from sayso.casefile.stating import question_id, read_hypotheses
from sayso.model.decision import Decision, DecisionKind, DecisionQuery, Ruling
from sayso.model.edge import Attestation, Edge, PredicateTraits
from sayso.model.errors import NotFound
from sayso.model.hypothesis import (
    Cell,
    Comparison,
    Evidence,
    EvidenceRow,
    FallView,
    Hypothesis,
    QuestionRow,
    Rating,
    RatingVoice,
    Relevance,
    RivalMatrix,
    RivalView,
)
from sayso.store import Store
from sayso.store.fold import fold

TIES_EACH = 40
CLAIMS_EACH = 40
"""So many ties of the two actors of a statement, and so many of the surest claims of each, are laid beside it."""


def list_questions(store: Store) -> list[QuestionRow]:
    """Return the questions in the order in which they were first asked."""
    held: dict[str, list[Hypothesis]] = {}
    for one in read_hypotheses(store).values():
        held.setdefault(question_id(one.question), []).append(one)
    rated: dict[str, int] = {}
    for ruling in store.rulings(DecisionQuery(kind=DecisionKind.RATE, effective=True)):
        name = ruling.decision.targets[1].id
        rated[name] = rated.get(name, 0) + 1
    return [
        QuestionRow(
            name,
            some[0].question,
            tuple(one.title for one in some),
            sum(rated.get(one.id, 0) for one in some),
            some[0].seq,
        )
        for name, some in held.items()
    ]


def find_question(store: Store, wanted: str | None) -> str:
    """Return the id of a question from its id, its words, or the start of either; the only one where None is asked.

    Raises NotFound, listing those there are.
    """
    rows = list_questions(store)
    key = fold(wanted or "")
    exact = [row for row in rows if wanted == row.id or (key and key == fold(row.question))]
    begin = [row for row in rows if wanted is None or row.id.startswith(wanted) or fold(row.question).startswith(key)]
    found = exact or begin
    if len(found) == 1:
        return found[0].id
    listed = "; ".join(f"{row.question} ({row.id})" for row in rows) or "none yet: `sayso hypotheses add` states one"
    raise NotFound(f"There is no one question {wanted or ''!r}. Questions are: {listed}.")


def compare_rivals(
    store: Store, traits: Mapping[str, PredicateTraits], question: str | None, limit: int | None
) -> RivalMatrix:
    """Return the hypotheses on a question with all that is rated and all that is proposed."""
    with store.snapshot():
        name = find_question(store, question)
        rivals = tuple(read_hypotheses(store, name).values())
        return _Matrix(store, traits, name, rivals).show(limit)


@dataclass(slots=True)
class _Row:
    """Gather the claims in which one root says one thing."""

    edge: Edge
    items: list[Attestation]
    ratings: list[Decision] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Return the id of the claim that stands for the row: the first written."""
        return min(self.items, key=lambda item: (item.attested or "~", item.claim)).claim

    @property
    def first(self) -> Attestation:
        """Return that claim."""
        return next(item for item in self.items if item.claim == self.id)


class _Matrix:
    """Work out one matrix."""

    def __init__(
        self, store: Store, traits: Mapping[str, PredicateTraits], question: str, rivals: tuple[Hypothesis, ...]
    ) -> None:
        self._store, self._traits, self._question, self._rivals = store, traits, question, rivals
        self._ids = [one.id for one in rivals]
        rulings = store.rulings(DecisionQuery(kind=DecisionKind.RATE, effective=True))
        self._rulings = [one for one in rulings if one.decision.targets[1].id in set(self._ids)]

    def show(self, limit: int | None) -> RivalMatrix:
        """Return the matrix, its first rows alone where a limit says so; scores are of all."""
        rows = {row.id: row for row in self._gather()}
        cells = {name: tuple(self._cell(row, rival) for rival in self._rivals) for name, row in rows.items()}
        weighed = [_weigh(row, cells[name]) for name, row in rows.items()]
        found = compare_hypotheses(weighed, self._ids)
        spread = {one.row: one.spread or 0 for one in found.diagnoses}
        heaviest: dict[str, float] = {}
        for row in rows.values():
            key = row.first.root.key
            heaviest[key] = max(heaviest.get(key, 0), spread[row.id] + (0.01 if row.ratings else 0))

        def place(name: str) -> tuple[float, str, float, str]:
            key = rows[name].first.root.key
            return -heaviest[key], key, -spread[name], name

        order = sorted(rows, key=place)
        shown = order[:limit]
        attached = {claim for ruling in self._rulings for claim in ruling.now}
        return RivalMatrix(
            id=self._question,
            question=self._rivals[0].question,
            rivals=self._view_rivals(found),
            rows=self._view_rows(shown, rows, cells, found),
            falls=self._view_falls(rows.values(), found),
            least=found.least,
            hangs_on=found.hangs_on,
            roots=len(heaviest),
            missing=sum(cell.rating is None for some in cells.values() for cell in some),
            total_rows=len(rows),
            orphans=tuple(ruling for ruling in self._rulings if not ruling.now),
            set_aside=len(attached - {item.claim for row in rows.values() for item in row.items}),
            words=say_comparison(self._rivals, found, self._names(rows.values())),
        )

    def _gather(self) -> Sequence[_Row]:
        """Return the rows: claims of the ties of the statements' actors, and whatever was rated."""
        ends = {
            (statement.subject_id, statement.object_id)
            for rival in self._rivals
            for statement in rival.statements
            if statement.subject_id is not None and statement.object_id is not None
        }
        ids = {
            card.id
            for one, other in sorted(ends)
            for card in self._store.edges_between([one], [other], TIES_EACH)
            if {card.subject, card.object} == {one, other}
        }
        by_claim: dict[str, list[Decision]] = {}
        for ruling in self._rulings:
            for claim in ruling.now[:1]:
                by_claim.setdefault(claim, []).append(ruling.decision)
        edges = [*self._store.edges(ids, most=CLAIMS_EACH), *self._store.edges_of_claims(by_claim.keys())]
        rows: dict[tuple[object, ...], _Row] = {}
        for edge in edges:
            for item in edge.attestations:
                key = (item.root.key, edge.id, item.factuality, item.time)
                row = rows.setdefault(key, _Row(edge, []))
                if all(held.claim != item.claim for held in row.items):
                    row.items.append(item)
                    row.ratings += by_claim.get(item.claim, ())
        for row in rows.values():
            row.ratings.sort(key=lambda made: made.seq)
        return list(rows.values())

    def _cell(self, row: _Row, rival: Hypothesis) -> Cell:
        """Return a cell: the latest rating of each person, of which the last answers."""
        latest: dict[str, RatingVoice] = {}
        for made in row.ratings:
            rating = _told(made, "rating")
            if made.targets[1].id == rival.id and rating is not None:
                latest.pop(made.by, None)
                latest[made.by] = RatingVoice(made.by, Rating(rating), made.made_at, made.why, made.seq)
        voices = tuple(latest.values())
        proposal = propose_rating(row.edge, row.first, rival.statements, self._traits)
        rating = voices[-1].rating if voices else None
        return Cell(rival.id, rating, len({one.rating for one in voices}) > 1, voices, proposal)

    def _view_rivals(self, found: Comparison) -> tuple[RivalView, ...]:
        standing = {one.hypothesis: one for one in found.standings}
        return tuple(RivalView(f"H{at}", one, standing[one.id]) for at, one in enumerate(self._rivals, 1))

    def _view_rows(
        self,
        shown: Sequence[str],
        rows: Mapping[str, _Row],
        cells: Mapping[str, tuple[Cell, ...]],
        found: Comparison,
    ) -> tuple[EvidenceRow, ...]:
        claims = self._store.claims_by_id(list(shown))
        views = {one.claim.id: one for one in view_claims(self._store, claims.values(), Namer(self._store))}
        diagnoses = {one.row: one for one in found.diagnoses}
        return tuple(
            EvidenceRow(
                id=name,
                view=views[name],
                claims=tuple(sorted(item.claim for item in rows[name].items)),
                root=rows[name].first.root,
                edge=rows[name].edge.id,
                relevance=_relevance(rows[name]),
                weight=show_weight(_weigh(rows[name], ()).weight),
                cells=cells[name],
                spread=diagnoses[name].spread,
                telling=diagnoses[name].telling,
            )
            for name in shown
            if name in views
        )

    def _view_falls(self, rows: Iterable[_Row], found: Comparison) -> tuple[FallView, ...]:
        """Return what becomes of the order, the roots on which it hangs first."""
        roots = {row.first.root.key: row.first.root for row in rows}
        falls = sorted(found.falls, key=lambda one: (not one.changes_least, not one.changes_order, one.root))
        return tuple(
            FallView(
                roots[one.root],
                one.order,
                one.least,
                one.changes_least,
                one.changes_order,
                say_fall(self._rivals, one, roots[one.root].name),
            )
            for one in falls
        )

    def _names(self, rows: Iterable[_Row]) -> dict[str, str]:
        return {row.first.root.key: row.first.root.name for row in rows}


def _weigh(row: _Row, cells: Iterable[Cell]) -> Evidence:
    """Return a row as it counts."""
    root = row.first.root
    ratings = {cell.hypothesis: cell.rating for cell in cells if cell.rating is not None}
    return Evidence(row.id, root.key, weight_of(root.grade, _relevance(row)), ratings)


def _relevance(row: _Row) -> Relevance | None:
    """Return the latest word on how relevant a row is."""
    told = [found for made in row.ratings if (found := _told(made, "relevance")) is not None]
    return Relevance(told[-1]) if told else None


def _told(made: Decision, name: str) -> str | None:
    return next((change.after for change in made.change if change.field == name), None)


def latest_rating(store: Store, claim: str, hypothesis: str) -> tuple[str | None, str | None]:
    """Return the latest rating in force of a claim for a hypothesis, and the relevance told with the claim."""
    rating = relevance = None
    rulings: list[Ruling] = store.rulings(DecisionQuery(claim=claim, kind=DecisionKind.RATE, effective=True))
    for ruling in rulings:
        relevance = _told(ruling.decision, "relevance") or relevance
        if ruling.decision.targets[1].id == hypothesis:
            rating = _told(ruling.decision, "rating") or rating
    return rating, relevance
