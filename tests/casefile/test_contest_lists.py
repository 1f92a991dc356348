"""Test the lists of contests: an actor's, in pages, of edges with many claims; and what a later claim ends."""

import random
from decimal import Decimal
from typing import Any

import pytest

import sayso
from sayso.casefile import Casefile
from sayso.intake.duplicates import Fingerprint
from sayso.model import Amount, Metadata
from sayso.store import Commit, EdgeQuery
from sayso.testing import Planted, ScriptedReader, make_document

NAMES = ("Alder Quay", "Birch Freight", "Cedar Bank", "Dora Elm")
TIMES = (None, "2018", "2018/2019", "2019-03", "../2018")


def add(case: Casefile, number: int, planted: Planted, publisher: str) -> None:
    filler = " ".join(f"word{number}x{at}" for at in range(60))
    document = make_document(
        f"{planted.words}.\n{filler}.\n", f"doc{number}", Metadata(publisher=publisher, date="2019")
    )
    reader = ScriptedReader((planted,))
    (reading,) = reader.read([document])
    assert not isinstance(reading, Exception)
    mark = Fingerprint.of(document.id, document.text).to_bytes()
    case._store.commit(Commit(document, reading, str(reader.version), fingerprint=mark, settle=True))


def pays(number: int, value: int) -> Planted:
    return Planted(
        f"Alder Quay pays Cedar Bank {number}",
        "Alder Quay",
        "funds",
        "Cedar Bank",
        amount=Amount(Decimal(value), "EUR"),
    )


@pytest.fixture(scope="module")
def crowded() -> Casefile:
    case = sayso.open(":memory:")
    rng = random.Random(5)
    for number in range(70):
        subject, other = rng.choice((NAMES[:2], NAMES[1:3], NAMES[2:], (NAMES[3], NAMES[2]), (NAMES[0], NAMES[2])))
        planted = Planted(
            f"{subject} and {other} met {number}",
            subject,
            rng.choice(("leads", "supports", "attacks")),
            other,
            polarity=rng.choice("++-"),
            time=rng.choice(TIMES),
            amount=rng.choice((None, Amount(Decimal(40), "EUR"), Amount(Decimal(90), "EUR"))),
        )
        add(case, number, planted, f"Paper {rng.randrange(9)}")
    return case


def test_the_contests_of_an_actor_are_those_of_all_in_their_order(crowded: Casefile) -> None:
    rows = crowded._store.contests()
    assert {row.kind for row in rows} == {"denial", "opposite sign", "two holders", "different sums"}
    assert rows == sorted(rows, key=lambda row: (row.turn, row.kind, row.edge, row.other))
    cards = crowded._store.edge_cards({one for row in rows for one in (row.edge, row.other)})
    for actor in {end for card in cards.values() for end in (card.subject, card.object)}:
        touched = {one for one, card in cards.items() if actor in (card.subject, card.object)}
        own = [row for row in rows if {row.edge, row.other} & touched]
        assert crowded._store.contests(actor=actor) == own
        assert crowded._store.contests(actor=actor, limit=2, after=own[0]) == own[1:3]
        assert crowded._store.contests("denial", actor) == [row for row in own if row.kind == "denial"]
    assert crowded._store.contest(*(getattr(rows[0], name) for name in ("kind", "edge", "other"))) == rows[0]
    assert crowded._store.contest("denial", "none", "none") is None
    assert list(crowded._store.recount()) == []


@pytest.mark.parametrize("most", [1, 2])
def test_few_claims_show_the_contests_that_all_show(
    crowded: Casefile, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = [view.id for view in crowded.contests()]
    monkeypatch.setattr("sayso.casefile.contest_edges.CLAIMS_OF_A_SIDE", most)
    monkeypatch.setattr("sayso.casefile.contest_edges.MORE_CLAIMS", (most + 1,))
    monkeypatch.setattr("sayso.casefile.contest_edges.SUMS", 1)
    assert [view.id for view in crowded.contests()] == whole
    assert all(view.side.total and view.against.total for view in crowded.contests())


def test_contests_are_asked_for_by_how_an_edge_stands_by_all_its_claims(
    crowded: Casefile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.casefile.contest_edges.CLAIMS_OF_A_SIDE", 1)
    standings = {
        row.id: row.standing for row in crowded._store.edge_cards({r.edge for r in crowded._store.contests()}).values()
    }
    found = crowded.contests(standing="contested", kind="denial")
    assert found
    assert {standings[view.side.edge] for view in found} == {"contested"}


def test_a_root_that_tells_both_sums_ends_their_disagreement() -> None:
    with sayso.open(":memory:") as case:
        add(case, 1, pays(1, 40), "Fern Herald")
        add(case, 2, pays(2, 90), "Gorse Post")
        assert [view.kind for view in case.contests()] == ["different sums"]
        add(case, 3, pays(3, 90), "Fern Herald")
        assert case.contests() == []
        assert not case._store.list_edges(EdgeQuery(contested=True))
        assert list(case._store.recount()) == []
        add(case, 4, pays(4, 500), "Hazel Times")
        assert [view.kind for view in case.contests()] == ["different sums"]
        assert list(case._store.recount()) == []


def test_a_long_list_shows_fewer_claims_of_a_side_and_counts_as_many(
    crowded: Casefile, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = crowded.contests(limit=8)
    monkeypatch.setattr("sayso.casefile.contest_views.LONG_LIST", 3)
    listed = crowded.contests(limit=8)
    assert {len(view.side.claims) for view in short} - {1, 2}
    assert [view.side.total for view in listed] == [view.side.total for view in short]
    assert [view.side.claims for view in listed] == [view.side.claims[:2] for view in short]


def test_pages_of_one_contest_are_the_list(crowded: Casefile, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [view.id for view in crowded.contests()]
    monkeypatch.setattr("sayso.casefile.contests.LATER", 1)
    assert [view.id for view in crowded.contests(limit=len(whole) - 1)] == whole[:-1]
    for at, last in enumerate(whole[:-1]):
        assert [view.id for view in crowded.contests(limit=1, after=last)] == whole[at + 1 : at + 2]
    assert crowded.contests(limit=1, after=whole[-1]) == []


def test_a_list_reads_each_contest_once(crowded: Casefile, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str | None] = []
    ask = crowded._store.contests

    def count(kind: str | None, *rest: Any) -> Any:
        asked.append(kind)
        return ask(kind, *rest)

    monkeypatch.setattr(crowded._store, "contests", count)
    assert crowded.contests(actor=crowded.contests(limit=1)[0].side.subject_id, limit=50)
    assert asked == [None, None]
