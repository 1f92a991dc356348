"""Test what a casefile gathers about one actor."""

from pathlib import Path

import sayso
from sayso.casefile import Casefile
from sayso.model.edge import Standing
from sayso.testing import Planted, ScriptedReader

PLANTED = (
    Planted("Dunmore Steel leads the guild", "Dunmore Steel", "leads", "guild", time="2018/.."),
    Planted("Dunmore Steel funds the guild", "Dunmore Steel", "funds", "guild"),
)
PAGE = (
    "The guild meets\n\nDunmore Steel leads the guild.\n\nTessa says:\nMarch 5, 2021 at 8:00 am\n\n"
    "Dunmore Steel funds the guild.\n\nIda says:\n\nIt does not.\n"
)


def test_an_actor_on_both_sides_has_both_questions_answered(read_case: Casefile) -> None:
    dossier = read_case.actor("lowick guild")
    led = next(section for section in dossier.sections if section.title == "Led by")
    (tie,) = led.ties
    assert (tie.other, tie.is_subject, tie.times) == ("Dunmore Steel", False, ("2018/..",))
    assert dossier.asked == "lowick guild"


def test_a_contested_tie_shows_the_words_of_both_sides(read_case: Casefile) -> None:
    (tie,) = next(one for one in read_case.actor("Lowick Guild").sections if one.title == "Led by").ties
    assert tie.standing is Standing.CONTESTED
    assert tie.against is not None
    assert (tie.best.say_so[-1], tie.against.say_so[-1]) == ("Mira Holt", "Osman Vale")


def test_what_a_commenter_says_stands_apart_under_the_name(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE)
    with sayso.open(":memory:", reader=ScriptedReader(PLANTED)) as case:
        case.read(tmp_path / "page.txt")
        dossier = case.actor("Dunmore Steel")
    assert [section.title for section in dossier.sections] == ["Leads"]
    assert [(one.commenter, [section.title for section in one.sections]) for one in dossier.comments] == [
        ("Tessa", ["Funds"])
    ]


def test_a_publisher_that_speaks_and_is_quoted_is_one_root(tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("A lease\n\nBy Tessa Roe\n\nDunmore Steel funds the guild.\n")
    (tmp_path / "quoting.txt").write_text("More on it\n\nBy Ida Moss\n\nTessa Roe said Dunmore Steel pays the guild.\n")
    quoting = Planted(
        "Tessa Roe said Dunmore Steel pays the guild", "Dunmore Steel", "funds", "guild", source="Tessa Roe"
    )
    with sayso.open(":memory:", reader=ScriptedReader((*PLANTED, quoting))) as case:
        case.read(tmp_path)
        first, second = case.edges(actor="Dunmore Steel")
        case.judge(first.object, second.object, "same", by="Ida")
        (edge,) = case.edges(actor="Dunmore Steel")
    assert [root.name for root in edge.roots] == ["Tessa Roe"]
