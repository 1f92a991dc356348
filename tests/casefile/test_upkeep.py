"""Check that what is kept of edges is what follows from the records, after whatever was done."""

import random
from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sayso
from sayso.analysis import contested, standing
from sayso.casefile import Casefile
from sayso.casefile.ties import make_edges
from sayso.intake.duplicates import Fingerprint
from sayso.model import Amount, Metadata
from sayso.model.errors import SaysoError
from sayso.store import ClaimQuery, Commit, EdgeQuery
from sayso.testing import Planted, ScriptedReader, make_document
from tests.postgres import empty

NAMES = ("Alder Quay", "Birch Freight", "Cedar Bank", "Dora Elm", "Fern Herald")
PREDICATES = ("leads", "supports", "attacks", "ally_of", "member_of")
DATES = (None, "2018", "2019-03", "2020-01-05")
SUMS = (Amount(Decimal(40), "EUR"), Amount(Decimal(90), "EUR"), Amount(Decimal(90), "EUR", approximate=True))
TIMES = (None, "2017", "2018/2019", "201X", "2019-03", "2016/..", "../2018")


def plant(rng: random.Random, number: int) -> Planted:
    subject, other = rng.sample(NAMES, 2)
    source = rng.choice([None, *(name for name in NAMES if name not in (subject, other))])
    told = f", said {source}" if source else ""
    return Planted(
        f"{subject} and {other} met {number}{told}",
        subject,
        rng.choice(PREDICATES),
        other,
        polarity=rng.choice("+++-"),
        certainty=rng.choice(("certain", "certain", "probable", "possible")),
        modality=rng.choice(("actual", "actual", "actual", "intended")),
        source=source,
        time=rng.choice(TIMES),
        confidence=rng.choice((0.3, 0.9)),
        amount=rng.choice((None, *SUMS)),
        role=rng.choice((None, None, "Head", "head", "Deputy")),
    )


class World:
    """Do what people do to a casefile, by chance."""

    def __init__(self, case: Casefile, seed: int) -> None:
        self.case, self.rng = case, random.Random(seed)
        self.texts: list[tuple[str, Metadata, tuple[Planted, ...]]] = []

    def add(self, copy_of: int | None = None) -> None:
        number = len(self.texts)
        planted = tuple(plant(self.rng, number * 10 + at) for at in range(self.rng.randint(1, 3)))
        if copy_of is not None:
            planted = self.texts[copy_of][2]
        like = number if copy_of is None else copy_of
        filler = " ".join(f"word{like}x{at}" for at in range(120))
        text = ".\n".join(one.words for one in planted) + f".\n{filler}.\nPrinted as number {number}."
        publisher = self.rng.choice(("Fern Herald", "Gorse Post", None))
        self.texts.append((text, Metadata(publisher=publisher, date=self.rng.choice(DATES)), planted))
        self.commit(number, "1")

    def commit(self, number: int, release: str) -> None:
        text, metadata, planted = self.texts[number]
        document = make_document(text, f"doc{number}", metadata)
        reader = ScriptedReader(planted, release)
        (reading,) = reader.read([document])
        assert not isinstance(reading, Exception)
        run = str(reader.version)
        mark = Fingerprint.of(document.id, document.text).to_bytes()
        symmetric = frozenset({"ally_of"})
        self.case._store.commit(Commit(document, reading, run, fingerprint=mark, symmetric=symmetric, settle=True))

    def read_again(self) -> None:
        number = self.rng.randrange(len(self.texts))
        text, metadata, planted = self.texts[number]
        kept = tuple(one for one in planted if self.rng.random() < 0.7)
        self.texts[number] = (text, metadata, kept)
        self.commit(number, str(self.rng.randint(2, 9)))

    def rule(self) -> None:
        claims = [view.claim.id for view in self.case.claims()]
        what = self.rng.choice(("reject", "correct", "merge", "apart", "grade", "undo"))
        if what == "reject" and claims:
            self.case.reject(self.rng.choice(claims), by="Ida")
        elif what == "correct" and claims:
            self.case.correct(self.rng.choice(claims), by="Ida", time="2015", polarity=self.rng.choice("+-"))
        elif what in ("merge", "apart"):
            one, other = self.rng.sample([row.id for row in self.case.actors()], 2)
            (self.case.merge if what == "merge" else self.case.keep_apart)(one, other, by="Ida")
        elif what == "grade":
            self.case.grade(self.rng.choice(("Fern Herald", "Gorse Post", "Dora Elm")), self.rng.choice("AE"), by="Ida")
        elif what == "undo" and (made := self.case.decisions()):
            self.case.undo(self.rng.choice(made).decision.seq, by="Ida")


def check_kept(case: Casefile) -> None:
    """Compare the store's edges with edges built from whole records by the pure functions."""
    store = case._store
    assert list(store.recount()) == []
    assert list(store.check()) == []
    built = {edge.id: edge for edge in make_edges(store, ClaimQuery(), case._traits)}
    cards = {card.id: card for card in store.list_edges(EdgeQuery())}
    kept = {edge.id: edge for edge in store.edges(cards)}
    assert kept.keys() == built.keys()
    for name, edge in built.items():
        assert [one.claim for one in kept[name].attestations] == [one.claim for one in edge.attestations]
        assert [one.root.key for one in kept[name].attestations] == [one.root.key for one in edge.attestations]
        assert kept[name].roots == edge.roots or {r.key for r in kept[name].roots} == {r.key for r in edge.roots}
        assert (cards[name].roots, cards[name].denying_roots) == (len(edge.roots), len(edge.denying_roots))
        assert cards[name].standing == standing(kept[name])
    found = contested(kept.values(), case._traits)
    pairs = {(one.kind.value, *sorted((one.edges[0].id, one.edges[-1].id))) for one in found}
    assert {(row.kind, row.edge, row.other) for row in store.contests()} == pairs
    assert {name for name, card in cards.items() if card.contested} == {edge.id for one in found for edge in one.edges}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10_000), steps=st.integers(3, 14))
def test_what_is_kept_equals_a_recount_after_anything(seed: int, steps: int) -> None:
    live(":memory:", seed, steps)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10_000), steps=st.integers(3, 14))
def test_so_it_does_on_a_server(database: str, seed: int, steps: int) -> None:
    empty(f"{database}&schema=upkeep")
    live(f"{database}&schema=upkeep", seed, steps)


def live(place: str, seed: int, steps: int) -> None:
    with sayso.open(place) as case:
        world = World(case, seed)
        world.add()
        for _ in range(steps):
            try:
                world.rng.choice((world.add, world.add, world.read_again, world.rule, world.rule))()
            except SaysoError:
                continue  # a ruling that makes no sense is refused, and changes nothing
        check_kept(case)


def count_roots(case: Casefile) -> dict[tuple[str, str, str], int]:
    return {(one.subject, one.edge.predicate, one.object): len(one.edge.roots) for one in case.list_edges()}


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_a_copy_of_a_document_never_adds_a_root(seed: int) -> None:
    with sayso.open(":memory:") as case:
        world = World(case, seed)
        world.add()
        world.add()
        before = count_roots(case)
        world.add(copy_of=1)
        assert case.stats().links == 1
        check_kept(case)
        assert {name: roots for name, roots in count_roots(case).items() if roots > before[name]} == {}


@pytest.fixture(params=["memory", "postgresql"])
def damaged(request: pytest.FixtureRequest) -> Iterator[Casefile]:
    place = ":memory:" if request.param == "memory" else request.getfixturevalue("emptied_address")
    with sayso.open(place) as case:
        world = World(case, 3)
        world.add()
        world.add()
        yield case


@pytest.mark.parametrize(
    "fault",
    ["UPDATE edges SET roots = roots + 1", "DELETE FROM edge_roots", "UPDATE actor_counts SET degree = degree + 1"],
)
def test_a_recount_finds_and_mends_what_does_not_follow(damaged: Casefile, fault: str) -> None:
    with damaged._store._forks.writing() as connection:  # type: ignore[attr-defined]
        connection.exec_driver_sql(fault)
    assert damaged.doctor(recount=True)
    assert damaged.doctor(recount=True), "a recount that was not asked to mend must change nothing"
    assert damaged.doctor(repair=True)
    assert damaged.doctor(recount=True) == []
