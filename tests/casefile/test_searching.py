"""Test searching: every hit holds what was asked, counts are right, pages join to the whole."""

import itertools
import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sayso
from sayso.casefile import Casefile, place_filter
from sayso.casefile.searching import cut_excerpt
from sayso.model.errors import NotFound, UsageError
from sayso.model.filter import Filter
from sayso.model.search import HitKind, SearchHit, SearchPage
from sayso.model.span import Span
from sayso.store import search
from sayso.testing import Planted, ScriptedReader

WORDS = ["ferry", "harbour", "rope", "mast", "keel", "gull"]
NAMES = ["Orla Quist", "Tern Line", "Vik Sund"]


def line(number: int) -> str:
    chosen = random.Random(number)
    left, right = chosen.sample(NAMES, 2)
    return f"{left} paid {right} {' '.join(chosen.choices(WORDS, k=4))} {number}."


def plant(number: int) -> Planted:
    chosen = random.Random(number)
    left, right = chosen.sample(NAMES, 2)
    return Planted(
        line(number),
        left,
        "funds" if number % 3 else None,
        right,
        polarity="-" if number % 4 == 0 else "+",
        certainty="possible" if number % 5 == 0 else "certain",
        confidence=round(0.3 + number % 7 / 10, 1),
    )


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casefile]:
    folder = tmp_path_factory.mktemp("harbour")
    for doc in range(4):
        text = "\n\n".join(line(number) for number in range(doc * 10, doc * 10 + 10))
        (folder / f"doc{doc}.txt").write_text(text)
    with sayso.open(":memory:", reader=ScriptedReader(tuple(map(plant, range(40))))) as case:
        case.read(*sorted(folder.iterdir()))
        yield case


def everything(case: Casefile, words: str, **asked: object) -> list[SearchHit]:
    return list(case.search(words, limit=1000, **asked).hits)  # type: ignore[arg-type]


def body(case: Casefile, hit: SearchHit) -> str:
    """Return all the words under which a hit is indexed."""
    if hit.view is not None:
        claim = hit.view.claim
        return f"{claim.subject.words} {claim.object.words} {claim.evidence.words}".lower()
    return f"{hit.lemma or ''} {hit.text}".lower()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True), st.sampled_from([None, *WORDS]))
def test_every_hit_holds_all_the_words(harbour: Casefile, words: list[str], left_out: str | None) -> None:
    typed = " ".join(words) + (f" -{left_out}" if left_out and left_out not in words else "")
    wanted = [number for number in range(40) if all(word in line(number).split() for word in words)]
    found = everything(harbour, typed, kind=["claim", "frame"])
    for hit in found:
        tokens = body(harbour, hit).split()
        assert all(word in tokens for word in words)
        assert left_out in words or left_out not in tokens
    if not left_out or left_out in words:
        assert len(found) == len(wanted)


@pytest.mark.parametrize(("first", "second"), list(itertools.permutations(WORDS[:3], 2)))
def test_a_phrase_stands_together(harbour: Casefile, first: str, second: str) -> None:
    found = everything(harbour, f'"{first} {second}"', kind="claim")
    assert all(f"{first} {second}" in body(harbour, hit) for hit in found)
    assert len(found) == sum(f"{first} {second}" in line(n) for n in range(40) if n % 3)


def test_either_word_is_enough(harbour: Casefile) -> None:
    ids = {hit.key for word in ("keel", "gull") for hit in everything(harbour, word)}
    assert {hit.key for hit in everything(harbour, "keel OR gull")} == ids


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"kind": "claim"},
        {"doc": "doc1"},
        {"denied": True},
        {"certainty": "possible"},
        {"min_confidence": 0.6},
        {"actor": "Tern Line"},
        {"predicate": "funds", "denied": False},
        {"voice": "body"},
        {"type": "organization"},
        {"standing": ["contested", "denied"]},
        {"source": "doc2"},
        {"as_of": "2010"},
        {"known_on": "2010"},
        {"ruling": "none"},
        {"voice": "comment"},
    ],
)
@pytest.mark.parametrize("common", [search.COMMON, 3])
def test_filters_leave_what_the_listing_leaves(
    harbour: Casefile, asked: dict[str, object], common: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "COMMON", common)
    found = {hit.id for hit in everything(harbour, "ferry", **asked) if hit.kind is HitKind.CLAIM}
    chosen = {name: value for name, value in asked.items() if name != "kind"}
    listed = harbour.claims(**chosen)  # type: ignore[arg-type]
    assert found == {view.claim.id for view in listed if "ferry" in view.claim.evidence.words.split()}


@pytest.mark.parametrize("common", [search.COMMON, 3])
def test_an_actor_of_very_many_raw_ids_is_found_place_by_place(
    harbour: Casefile, common: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = everything(harbour, "ferry", actor="Tern Line")
    monkeypatch.setattr(search, "COMMON", common)
    monkeypatch.setattr(place_filter, "MANY", 0)
    found = everything(harbour, "ferry", actor="Tern Line")
    assert {hit.key for hit in found} == {hit.key for hit in wanted}
    assert {hit.kind for hit in found} == {HitKind.CLAIM, HitKind.FRAME}


@pytest.mark.parametrize("words", ["ferry", "ferry OR rope", ""])
def test_facets_count_what_was_found(harbour: Casefile, words: str) -> None:
    whole = Filter(certainty=("certain", "possible"))
    page = harbour.search(words, whole, limit=1000)
    counts = {facet.name: {one.value: one.count for one in facet.counts} for facet in page.facets}
    views = [hit.view for hit in page.hits if hit.view is not None]
    assert page.total == len(page.hits)
    assert counts["kind"] == Counter(hit.kind.value for hit in page.hits)
    assert counts["doc"] == Counter(hit.doc for hit in page.hits)
    assert counts["predicate"] == Counter(view.claim.predicate for view in views)
    for one in counts["standing"]:
        listed = {view.claim.id for view in harbour.claims(whole, standing=one)}
        assert counts["standing"][one] == len(listed & {view.claim.id for view in views})
    assert counts["type"] == {"organization": len(views)}
    assert sum(counts["polarity"].values()) == len(page.hits)


@pytest.mark.parametrize("common", [search.COMMON, 3])
def test_pages_give_each_hit_once(harbour: Casefile, common: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "COMMON", common)
    found: list[str] = []
    page: SearchPage | None = None
    while page is None or page.after:
        page = harbour.search("ferry", limit=7, after=None if page is None else page.after)
        found += [hit.key for hit in page.hits]
    assert found == [hit.key for hit in everything(harbour, "ferry")]
    assert len(found) == len(set(found))


def test_a_page_after_nothing_is_refused(harbour: Casefile) -> None:
    with pytest.raises(UsageError, match="first page"):
        harbour.search("ferry", after="claim-none")


def test_only_so_many_places_are_ranked(harbour: Casefile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.casefile.searching.MOST", 5)
    page = harbour.search("ferry", limit=3)
    assert (page.total, page.more, len(page.hits)) == (5, True, 3)


def test_without_words_the_most_certain_claims_come_first(harbour: Casefile) -> None:
    views = [hit.view for hit in harbour.search("", actor="Tern Line", limit=1000).hits]
    keys = [(v.claim.factuality.certainty != "certain", -v.claim.confidence) for v in views if v]
    assert keys == sorted(keys)
    assert len(keys) == len(list(harbour.claims(actor="Tern Line")))


def test_without_words_and_filter_nothing_is_found(harbour: Casefile) -> None:
    assert harbour.search("  ") == SearchPage()


def test_a_claim_leads_to_its_names_and_say_so(read_case: Casefile) -> None:
    (hit,) = read_case.search('"did not lead"', kind="claim").hits
    assert hit.view is not None
    assert hit.view.say_so[-1] == "Osman Vale"
    assert hit.id == hit.key == hit.view.claim.id
    assert {mark.cut(hit.text) for mark in hit.marks} == {"did not lead"}


@pytest.mark.parametrize("asked", [{"kind": "clam"}, {"certainty": "sure"}, {"as_of": "soon"}])
def test_what_makes_no_sense_is_refused(read_case: Casefile, asked: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        read_case.search("holt", **asked)  # type: ignore[arg-type]


def test_an_unknown_actor_is_not_found(read_case: Casefile) -> None:
    with pytest.raises(NotFound):
        read_case.search("holt", actor="Nobody Known")


def test_reading_again_finds_nothing_twice(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(line(1))
    for release in ("1", "2"):
        with sayso.open(tmp_path / "case.sayso", reader=ScriptedReader((plant(1),), release=release)) as case:
            case.read(tmp_path / "a.txt")
            assert [hit.kind for hit in case.search("paid", kind="claim").hits] == [HitKind.CLAIM]


def test_a_search_follows_what_people_ruled(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(line(1))
    with sayso.open(tmp_path / "case.sayso", reader=ScriptedReader((plant(1),))) as case:
        case.read(tmp_path / "a.txt")
        before = case.search("paid", kind="claim")
        case.correct(before.hits[0].id, by="Ida", polarity="-")
        assert [hit.id for hit in case.search("paid", denied=True).hits] == [before.hits[0].id]
        assert case.search("paid", kind="claim", denied=False).total == 0
        facets = {facet.name: [one.value for one in facet.counts] for facet in case.search("paid", kind="claim").facets}
        assert facets["polarity"] == ["-"]
        rejected = case.reject(before.hits[0].id, by="Ida").decision.seq
        assert case.search("paid", kind="claim").total == 0
        case.undo(rejected, by="Ida")
        case.undo(rejected - 1, by="Ida")
        assert case.search("paid", kind="claim") == before
        assert case.doctor(recount=True) == []


def test_a_recount_finds_rows_that_say_something_else(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(line(1))
    with sayso.open(tmp_path / "case.sayso", reader=ScriptedReader((plant(1),))) as case:
        case.read(tmp_path / "a.txt")
        with sqlite3.connect(tmp_path / "case.sayso") as spoiler:
            spoiler.execute("UPDATE search_rows SET predicate = 'owns', types = '' WHERE kind = 'claim'")
        spoiler.close()
        assert [finding.code for finding in case.doctor(repair=True)] == ["search"]
        assert case.doctor(recount=True) == []


@given(st.text(alphabet="ab cé\n", max_size=300), st.integers(0, 290), st.integers(1, 5))
def test_marks_of_an_excerpt_are_the_words(text: str, start: int, size: int) -> None:
    found = [Span(start, start + size)] if start + size <= len(text) else []
    excerpt, marks = cut_excerpt(text, found, room=40)
    assert len(excerpt) <= 42
    assert [mark.cut(excerpt) for mark in marks] == [span.cut(text) for span in found]
