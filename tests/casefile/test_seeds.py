"""Test the answers that the two articles of ../shared/seeds give, by their structure.

Neither article carries a date. Their copies bear one in the file's name, as a user would state it: one of 2010, one of
2018. The days are near enough; no answer below hangs on them.
"""

import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

import sayso
from sayso.casefile import Casefile
from sayso.intake import take
from sayso.model import Document
from sayso.model.change import ChangeKind

EARLIER, LATER = "2010-07-01 earlier", "2018-09-20 later"
NETWORK, LEADER, FATHER = "Haqqani Network", "Siraj Haqqani", "Jalaluddin Haqqani"

pytestmark = [pytest.mark.shared, pytest.mark.slow]


@pytest.fixture(scope="session")
def seeds(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casefile]:
    """Give a casefile that has read both, once a session."""
    folder = tmp_path_factory.mktemp("seeds")
    for source, name in zip(sorted((shared / "seeds").glob("*.txt")), (EARLIER, LATER), strict=True):
        shutil.copy(source, folder / f"{name}.txt")
    with sayso.open(folder / "seeds.sayso") as case:
        case.read(folder)
        yield case


def test_the_articles_have_no_date_and_none_is_guessed(shared: Path) -> None:
    documents = [one for one in take([shared / "seeds"]) if isinstance(one, Document)]
    assert [(one.metadata.date, bool(one.metadata.authors)) for one in documents] == [(None, True)] * 2


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        ("2003", {(FATHER, "unknown")}),
        ("2006", {(FATHER, "unknown"), (LEADER, "holds")}),
        ("2018", {(LEADER, "last attested 2010-07-01")}),
    ],
)
def test_who_led_the_network_in_a_year_and_who_says_so(
    seeds: Casefile, year: str, expected: set[tuple[str, str]]
) -> None:
    found = list(seeds.claims(actor=NETWORK, predicate="leads", as_of=year))
    assert {(view.subject, str(view.holds)) for view in found} == expected
    assert {view.say_so for view in found} == {("Jeffrey Dressler",)}


def test_that_pakistan_shelters_the_network_rests_on_the_later_article_alone(seeds: Casefile) -> None:
    (view,) = seeds.roots("Pakistan", NETWORK, predicate="shelters")
    assert [(node.name, node.date) for node in view.lineage.tree] == [
        (next(row.title for row in seeds.documents() if row.name == LATER), "2018-09-20")
    ]
    assert [(word.root.name, word.unknown) for word in view.lineage.roots] == [("Thomas Joscelyn", False)]
    assert (view.lineage.documents, view.standing.value) == (1, "single root")


def test_what_changed_between_the_two_articles(seeds: Casefile) -> None:
    found = seeds.changes(EARLIER, LATER, by="doc")
    denied, stronger = (
        {
            (one.edges[0].subject, one.edges[0].predicate, one.edges[0].object)
            for one in found.changes
            if one.kind is kind
        }
        for kind in (ChangeKind.NEWLY_DENIED, ChangeKind.STRENGTHENED)
    )
    assert ("Pakistan", "restricts", NETWORK) in denied
    assert {frozenset((left, right)) for left, predicate, right in stronger if predicate == "allied_with"} >= {
        frozenset((NETWORK, "al Qaeda"))
    }
    assert all(view.document == LATER for one in found.changes for view in one.after)
    assert found.undated == ()


def test_nothing_is_said_to_be_over_but_what_the_words_end(seeds: Casefile) -> None:
    found = seeds.changes("2010-07", "2018-09", kind="ended").changes
    assert {(one.edges[0].subject, one.edges[0].predicate) for one in found} == {(FATHER, "leads")}


def test_every_sum_has_its_status_and_stands_under_its_whole(seeds: Casefile) -> None:
    found = {one.id: one for one in seeds.sums().sums}
    told = {(one.value, one.status.value, one.period, one.part_of is not None) for one in found.values()}
    assert told == {
        (Decimal(512_400_000), "appropriated", "2017", False),
        (Decimal(242_300_000), "appropriated", "undated", True),
        (Decimal(344_600_000), "requested", "2018", False),
        (Decimal(100_000_000), "unknown", "undated", True),
    }
    assert all(found[one.whole].value > one.value for one in found.values() if one.whole is not None)
    assert all(item.say_so for one in found.values() for item in one.attestations)
    assert {one.giver.name for one in found.values()} == {"somebody not named"}


def test_money_asked_for_is_not_added_to_money_set_aside(seeds: Casefile) -> None:
    totals = [one for one in seeds.sums().totals if one.period == "all" and one.sums]
    assert {(one.status.value, one.high) for one in totals} >= {
        ("appropriated", Decimal(512_400_000)),
        ("requested", Decimal(344_600_000)),
    }


def test_paths_from_the_agency_to_the_organization_have_claims_at_every_step(seeds: Casefile) -> None:
    answer = seeds.paths("ISI", "al Qaeda")
    ways = [[actor.name for actor in path.actors] for path in answer.paths]
    assert ["ISI", FATHER, NETWORK, "al Qaeda"] in ways
    assert ways == sorted(ways, key=len)
    ties = [tie for path in answer.paths for step in path.steps for tie in step.ties]
    assert all(tie.claims and all(view.say_so for view in tie.claims) for tie in ties)


def test_each_commenter_stands_apart(seeds: Casefile) -> None:
    found = list(seeds.claims(voice="comment"))
    assert len({view.commenter for view in found}) >= 8
    assert all((view.commenter or "unnamed commenter") in view.say_so for view in found)
    dossier = seeds.actor("Pakistan")
    written = {tie.best.claim.id for part in dossier.comments for one in part.sections for tie in one.ties}
    told = {tie.best.claim.id for one in dossier.sections for tie in one.ties}
    assert written
    assert written <= {view.claim.id for view in found}
    assert not told & {view.claim.id for view in found}


def test_contests_between_sources_come_before_what_one_says_alone(seeds: Casefile) -> None:
    found = seeds.contests()
    alone = [len({root.key for side in (one.side, one.against) for root in side.roots}) == 1 for one in found]
    assert alone == sorted(alone)


def test_that_pakistan_did_not_restrict_the_network_is_denied_by_the_report_and_told_by_nobody(seeds: Casefile) -> None:
    found = list(seeds.claims(actor=NETWORK, predicate="restricts"))
    assert {view.claim.factuality.polarity.value for view in found if view.subject == "Pakistan"} == {"-"}
    assert {view.say_so[-1] for view in found} == {"Country Reports on Terrorism 2017"}


def test_in_2010_only_the_earlier_article_was_known(seeds: Casefile) -> None:
    assert {view.document for view in seeds.claims(known_on="2010")} == {EARLIER}
    assert list(seeds.claims(actor="Pakistan", predicate="shelters", known_on="2010")) == []
