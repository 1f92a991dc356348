"""Hold what must be true of decisions whatever people rule, in whatever order: nothing is lost, all can be undone."""

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.casefile import Casefile
from sayso.model.decision import Attached
from sayso.model.errors import ExchangeError, UsageError
from sayso.store.chain import Row, audit_chain, link_decision, read_row, write_row
from sayso.testing import Planted
from tests.casefile.ruled import PLANTED, chain, make_case, reread, scripted, state_of, write_texts

HOLD = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
ACTORS = ("Northwind", "Northwind Ferries", "Tern Bank", "Vera Holm", "Per Dahl", "captain")
CHANGES = (
    {"time": "1986"},
    {"time": ""},
    {"polarity": "-"},
    {"object": "Per Dahl"},
    {"subject": "Northwind"},
    {"sources": ["Per Dahl", "Vera Holm"]},
    {"predicate": "arms", "role": "lender"},
    {"amount": "5 EUR"},
)

type Step = tuple[str, int, int, str]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["accept", "reject", "correct", "correct", "unsure", "note", "merge", "keep_apart", "grade", "undo", "undo"]
        ),
        st.integers(0, 20),
        st.integers(0, 20),
        st.sampled_from(["Ida", "Bo"]),
    ),
    min_size=1,
    max_size=8,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_texts(tmp_path_factory.mktemp("ruled") / "texts")


@pytest.fixture(scope="module")
def read_file(folder: Path) -> Path:
    """Give a casefile that is read once and copied for each trial."""
    with make_case(folder.parent / "read.sayso") as case:
        case.read(folder)
    return folder.parent / "read.sayso"


@contextmanager
def copies(read: Path, *names: str) -> Iterator[list[Casefile]]:
    """Open fresh copies of a casefile, empty ones where the name begins so."""
    opened = []
    for name in names:
        path = read.with_name(f"{name}.sayso")
        for old in path.parent.glob(f"{path.name}*"):
            old.unlink()
        if not name.startswith("empty"):
            shutil.copy(read, path)
        opened.append(make_case(path))
    try:
        yield opened
    finally:
        for case in opened:
            case.close()


def take(case: Casefile, steps: Sequence[Step]) -> None:
    """Rule as the steps say; what makes no sense where the casefile stands is refused and leaves nothing."""
    names = sorted(view.claim.id for view in case.claims())
    for kind, first, second, by in steps:
        name = names[first % len(names)]
        pair = ACTORS[first % len(ACTORS)], ACTORS[second % len(ACTORS)]
        try:
            if kind == "correct":
                case.correct(name, by=by, **CHANGES[second % len(CHANGES)])
            elif kind == "note":
                case.note(name, "see there", by=by)
            elif kind == "undo":
                case.undo(1 + first, by=by)
            elif kind == "grade":
                case.grade(pair[0], "ABCDEF"[second % 6], by=by)
            elif kind in ("merge", "keep_apart", "unsure_actors"):
                getattr(case, kind)(*pair, by=by)
            else:
                getattr(case, kind)(name, by=by)
        except (UsageError, LookupError):
            continue


@HOLD
@given(steps=STEPS, order=st.randoms(use_true_random=False))
def test_undoing_any_rulings_in_any_order_restores_the_state(read_file: Path, steps: list[Step], order: Random) -> None:
    with copies(read_file, "undone") as (case,):
        plain = state_of(case)
        take(case, steps)
        assert case.doctor() == []
        ruled = [one.decision.seq for one in case.decisions(effective=True) if one.decision.kind != "undo"]
        order.shuffle(ruled)
        for seq in ruled:
            case.undo(seq)
        assert state_of(case) == plain
        assert case.audit().sound
        assert case.doctor() == []


def changed_planted() -> st.SearchStrategy[tuple[Planted, ...]]:
    """Draw what another reader finds: some claims less, others with another object, source, time or polarity."""
    others = st.sampled_from(
        [
            lambda one: one,
            lambda one: replace(one, polarity="-"),
            lambda one: replace(one, time="2001"),
            lambda one: replace(one, predicate="arms"),
            lambda one: replace(one, source=None),
            lambda one: replace(one, subject=one.object, object=one.subject),
            lambda one: replace(one, predicate=None),
        ]
    )
    return st.lists(others, min_size=len(PLANTED), max_size=len(PLANTED)).flatmap(
        lambda chosen: st.sets(st.integers(0, len(PLANTED) - 1)).map(
            lambda gone: tuple(
                change(one) for at, (one, change) in enumerate(zip(PLANTED, chosen, strict=True)) if at not in gone
            )
        )
    )


@HOLD
@given(steps=STEPS, planted=changed_planted())
def test_another_reading_keeps_every_decision_or_lists_it_as_an_orphan(
    folder: Path, read_file: Path, steps: list[Step], planted: tuple[Planted, ...]
) -> None:
    with copies(read_file, "reread") as (case,):
        take(case, steps)
        before, state = chain(case), state_of(case)
        reread(case, folder, scripted(*(planted or PLANTED), release="2"))
        assert chain(case) == before
        assert case.doctor() == []
        read = {view.claim.id for view in (*case.claims(), *case.claims(ruling="rejected"))}
        orphans = {one.decision.seq for one in case.orphans()}
        for one in case.decisions():
            if one.decision.kind.of_claim:
                assert (one.decision.seq in orphans) == (one.attached is Attached.ORPHAN) == (not one.now)
                assert one.now == () or one.now[0] in read
        reread(case, folder, scripted(release="3"))
        assert case.orphans() == []
        assert [view.ruling for view in case.claims()] == [view.ruling for view in state[0]]  # type: ignore[index]


@HOLD
@given(steps=STEPS)
def test_an_imported_chain_gives_the_same_state_and_adds_nothing_again(
    folder: Path, read_file: Path, steps: list[Step]
) -> None:
    with copies(read_file, "sent", "taken", "empty") as (case, copy, later):
        take(case, steps)
        lines = chain(case).splitlines()
        report = copy.import_decisions(lines)
        assert (report.new, report.known) == (len(lines), 0)
        assert (state_of(copy), chain(copy)) == (state_of(case), chain(case))
        assert copy.import_decisions(lines).new == 0
        assert later.import_decisions(lines).new == len(lines)
        later.read(folder)
        assert state_of(later) == state_of(case)
        assert later.doctor() == []


@HOLD
@given(mine=STEPS, theirs=STEPS)
def test_two_chains_meet_without_loss_and_only_once(read_file: Path, mine: list[Step], theirs: list[Step]) -> None:
    with copies(read_file, "mine", "theirs") as (case, other):
        take(case, [(*step[:3], "Ida") for step in mine])
        take(other, [(*step[:3], "Bo") for step in theirs])
        own, foreign = len(case.decisions()), len(other.decisions())
        case.import_decisions(chain(other).splitlines())
        assert len(case.decisions()) == own + foreign
        assert case.audit().sound
        other.import_decisions(chain(case).splitlines())
        assert case.import_decisions(chain(other).splitlines()).new == 0
        assert len(other.decisions()) == own + foreign
        assert case.doctor() == []


def test_a_file_with_a_broken_chain_is_refused_whole(read_file: Path) -> None:
    with copies(read_file, "sent", "taken") as (case, copy):
        take(case, [("reject", 0, 0, "Ida"), ("accept", 1, 0, "Bo"), ("note", 2, 0, "Ida")])
        lines = chain(case).splitlines()
        broken = (lines[1:], [lines[0], lines[2]], [lines[0].replace("Ida", "Eva"), *lines[1:]], [*lines, "{}"], ["7"])
        for wrong in broken:
            with pytest.raises(ExchangeError, match="Line"):
                copy.import_decisions(wrong)
        assert copy.decisions() == []


@pytest.fixture(scope="module")
def rows(read_file: Path) -> list[Row]:
    """Give a chain of four decisions as it is stored."""
    with copies(read_file, "chained") as (case,):
        take(case, [("reject", 0, 0, "Ida"), ("correct", 1, 3, "Bo"), ("merge", 0, 1, "Ida"), ("undo", 0, 0, "Bo")])
        assert case.audit().sound
        return [write_row(one.decision) for one in case.decisions()]


def faults_of(rows: list[Row], kept: list[Row]) -> set[tuple[int, str]]:
    """Return what an audit finds in rows of which the casefile keeps the number and the last hash."""
    report = audit_chain(sorted(rows, key=lambda row: row.seq), (len(kept), kept[-1].hash))
    return {(fault.seq, fault.fault) for fault in report.faults}


@given(data=st.data())
def test_an_audit_finds_any_single_altered_letter(rows: list[Row], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(st.sampled_from(["body", "hash"]))
    held: str = getattr(rows[at], column)
    place = data.draw(st.integers(0, len(held) - 1))
    letter = data.draw(st.characters(codec="utf-8", exclude_characters=held[place]))
    wrong = Row(**{**asdict(rows[at]), column: held[:place] + letter + held[place + 1 :]})
    assert (rows[at].seq, "altered") in faults_of([*rows[:at], wrong, *rows[at + 1 :]], rows)


@given(first=st.integers(0, 3), second=st.integers(0, 3))
def test_an_audit_tells_rows_taken_out_and_rows_moved(rows: list[Row], first: int, second: int) -> None:
    one, other = rows[first], rows[second]
    rest = [row for row in rows if row not in (one, other)]
    if first == second:
        assert faults_of(rest, rows) == {(one.seq, "missing")}
    else:
        moved = [replace(one, seq=other.seq), replace(other, seq=one.seq)]
        assert faults_of([*rest, *moved], rows) == {(one.seq, "reordered"), (other.seq, "reordered")}


def test_an_audit_finds_a_row_written_anew_with_its_own_hash(rows: list[Row]) -> None:
    forged = link_decision(replace(read_row(rows[1]), by="Eva"), 2, rows[0].hash)
    assert faults_of([rows[0], write_row(forged), *rows[2:]], rows) == {(3, "altered")}
    last = link_decision(replace(read_row(rows[3]), by="Eva"), 4, rows[2].hash)
    assert faults_of([*rows[:3], write_row(last)], rows) == {(4, "head")}


def test_a_row_altered_in_the_file_is_named(read_file: Path) -> None:
    with copies(read_file, "altered") as (case,):
        take(case, [("reject", 0, 0, "Ida"), ("accept", 1, 0, "Bo")])
        case.close()
        with closing(sqlite3.connect(case.path)) as file, file:
            file.execute("UPDATE decisions SET body = replace(body, 'Bo', 'Mo') WHERE seq = 2")
        with make_case(case.path) as again:
            assert [(fault.seq, fault.fault) for fault in again.audit().faults] == [(2, "altered")]


def test_an_audit_finds_a_chain_written_anew_by_a_hash_kept_elsewhere(read_file: Path) -> None:
    with copies(read_file, "kept", "forged") as (case, forged):
        take(case, [("reject", 0, 0, "Ida")])
        head = case.audit().head
        take(case, [("accept", 1, 0, "Ida")])
        take(forged, [("reject", 1, 0, "Ida"), ("accept", 1, 0, "Ida")])
        assert case.audit(head).sound
        assert [fault.fault for fault in forged.audit(head).faults] == ["unknown hash"]
