"""Check flows, sums and timelines asked of a casefile."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import sayso
from sayso.casefile import Casefile
from sayso.model.errors import NotFound, UsageError
from sayso.testing import Planted, ScriptedReader

TEXT = (
    "The accounts\n\nHarrow Bank funded Vale League in 2017. Vale League funded Harrow Bank in 2018.\n"
    "Tarn Office armed Vale League. Tarn Office did not fund Vale League, Ida Moss said.\n"
)
PLANTED = (
    Planted("Harrow Bank funded Vale League in 2017", "Harrow Bank", "funds", "Vale League", time="2017"),
    Planted("Vale League funded Harrow Bank in 2018", "Vale League", "funds", "Harrow Bank", time="2018"),
    Planted("Tarn Office armed Vale League", "Tarn Office", "arms", "Vale League"),
    Planted("Tarn Office did not fund Vale League, Ida Moss", "Tarn Office", "funds", "Vale League", "-",
            source="Ida Moss"),
)  # fmt: skip


@pytest.fixture(scope="module")
def money(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casefile]:
    folder: Path = tmp_path_factory.mktemp("money")
    (folder / "accounts.txt").write_text(TEXT, encoding="utf-8")
    with sayso.open(folder / "case.sayso", reader=ScriptedReader(PLANTED)) as opened:
        opened.read(folder / "accounts.txt")
        yield opened


def test_flows_of_an_actor_stand_with_names_and_kinds(money: Casefile) -> None:
    found = money.flows(actor="Vale League")
    assert found.actor_name == "Vale League"
    assert {(flow.giver.name, flow.kind, flow.receiver.name, flow.standing.value) for flow in found.flows} == {
        ("Harrow Bank", "money", "Vale League", "single root"),
        ("Vale League", "money", "Harrow Bank", "single root"),
        ("Tarn Office", "arms", "Vale League", "single root"),
        ("Tarn Office", "money", "Vale League", "denied"),
    }


def test_money_that_comes_back_is_shown_from_either_end(money: Casefile) -> None:
    (ours,) = money.flows(actor="Harrow Bank").circles
    (all_of_it,) = money.flows().circles
    assert ours == all_of_it


def test_kinds_and_dates_choose_among_flows(money: Casefile) -> None:
    assert [flow.giver.name for flow in money.flows(kind="arms").flows] == ["Tarn Office"]
    found = money.flows(kind="money", since="2018", until="2018")
    assert [flow.giver.name for flow in found.flows] == ["Vale League"]
    assert len(found.undated) == 1


def test_the_limit_cuts_the_list_and_not_the_count(money: Casefile) -> None:
    found = money.flows(limit=1)
    assert (len(found.flows), found.total) == (1, 4)


@pytest.mark.parametrize("wrong", [{"kind": "luck"}, {"currency": "dollars"}, {"period": "week"}])
def test_what_makes_no_sense_is_refused(money: Casefile, wrong: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        money.flows(**wrong)  # type: ignore[arg-type]


def test_an_unknown_actor_is_not_found(money: Casefile) -> None:
    with pytest.raises(NotFound):
        money.flows(actor="Nobody at all")


def test_a_casefile_without_sums_lists_none(money: Casefile) -> None:
    assert (money.sums().sums, money.sums().total) == ((), 0)
