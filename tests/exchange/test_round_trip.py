"""Test that whatever any reader claims goes out by JSONL, comes into an empty casefile, and is the same."""

import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sayso.casefile import Casefile
from sayso.model import Actor, ActorType, Certainty, Claim, Factuality, Modality, Polarity
from sayso.testing import Planted, ScriptedReader
from tests.exchange.generated import NAMES, Draft, GeneratedReader, Made, readings

WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""To make an example smaller takes minutes, since each step makes two casefiles."""


def export(case: Casefile) -> str:
    stream = io.StringIO()
    case.export(stream)
    return stream.getvalue()


def claims_of(case: Casefile) -> dict[str, Claim]:
    return {view.claim.id: view.claim for view in case.claims()}


def actors_of(case: Casefile) -> dict[str, Actor]:
    """Return the raw actors of the claims."""
    used = {
        one
        for c in claims_of(case).values()
        for one in (c.subject.actor, c.object.actor, *(s.actor for s in c.sources))
    }
    return {actor.id: actor for actor in case._store.actors(used)}


def write(folder: Path, made: dict[str, Made]) -> Path:
    """Write texts; the same words twice would be one document."""
    for name, one in made.items():
        (folder / f"{name}.txt").write_text(f"{name}: {one.text}\n", encoding="utf-8")
    return folder


@pytest.mark.timeout(900)  # the usual 120 s, run out on a busy machine, would look like an example that fails
@settings(max_examples=25, deadline=None, phases=WITHOUT_SHRINKING, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(readings(), min_size=1, max_size=2))
def test_out_and_in_again_loses_nothing(drawn: list[Made]) -> None:
    """Examples are not the same in every run: Hypothesis takes constants from all modules that are loaded."""
    made = {f"doc{number}": one for number, one in enumerate(drawn)}
    with TemporaryDirectory() as folder:
        write(Path(folder), made)
        with (
            Casefile(":memory:", reader=GeneratedReader(made)) as one,
            Casefile(":memory:", reader=ScriptedReader()) as other,
        ):
            one.read(folder)
            other.read(folder)
            written = export(one)
            report = other.import_(written.splitlines())
            assert (report.refused, report.new) == ((), len(claims_of(one)))
            assert export(other) == written
            assert claims_of(other) == claims_of(one)
            assert actors_of(other) == actors_of(one)
            assert {view.edge.id for view in other.list_edges()} == {view.edge.id for view in one.list_edges()}
            assert other.doctor() == []


def test_whom_an_actor_joins_does_not_hang_on_the_order_in_which_a_reader_gives_actors(tmp_path: Path) -> None:
    """Several actors of one document share a code; a second document's joins the same of them after the round trip."""
    first = Made(
        "Vera Holm said", tuple((name, ActorType.THING, True, (), "country:PK") for name in NAMES[:6]), plain(6)
    )
    second = Made("officials", (("a man", ActorType.PERSON, True, (), "country:PK"),) * 2, plain(2))
    made = {"doc0": first, "doc1": second}
    write(tmp_path, made)
    with (
        Casefile(":memory:", reader=GeneratedReader(made)) as one,
        Casefile(":memory:", reader=ScriptedReader()) as other,
    ):
        one.read(tmp_path)
        other.read(tmp_path)
        other.import_(export(one).splitlines())
        assert {view.edge.id for view in other.list_edges()} == {view.edge.id for view in one.list_edges()}


def plain(many: int) -> tuple[Draft, ...]:
    """Return a claim of each of some actors and the next."""
    said = Factuality(Polarity.ASSERTED, Certainty.CERTAIN, Modality.ACTUAL)
    spans = ((0, 3),) * 6
    ends = ((at, (at + 1) % many) for at in range(many))
    return tuple(Draft(pair, "funds", said, (), spans, None, None, None, None, None, 0.5) for pair in ends)


def test_words_of_two_documents_of_one_name_come_back_to_their_own(tmp_path: Path) -> None:
    """The SHA-256 in a line says which is meant, though the words stand in both."""
    planted = Planted("Vera Holm leads Tern Bank", "Vera Holm", "leads", "Tern Bank")
    for folder, end in (("a", "."), ("b", ", they say.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "note.txt").write_text(f"Vera Holm leads Tern Bank{end}\n", encoding="utf-8")
    with (
        Casefile(":memory:", reader=ScriptedReader((planted,))) as one,
        Casefile(":memory:", reader=ScriptedReader()) as other,
    ):
        one.read(tmp_path)
        other.read(tmp_path)
        other.import_(export(one).splitlines())
        assert len(claims_of(one)) == 2
        assert claims_of(other) == claims_of(one)


def test_a_name_given_on_import_stands_for_the_reader(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Vera Holm leads Tern Bank.\n", encoding="utf-8")
    planted = Planted("Vera Holm leads Tern Bank", "Vera Holm", "leads", "Tern Bank")
    with (
        Casefile(":memory:", reader=ScriptedReader((planted,))) as one,
        Casefile(":memory:", reader=ScriptedReader()) as other,
    ):
        one.read(tmp_path)
        other.read(tmp_path)
        other.import_(export(one).splitlines(), by="Ida")
        assert {claim.reader for claim in claims_of(other).values()} == {"Ida"}
