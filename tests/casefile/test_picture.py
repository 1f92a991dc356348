"""Test the network's picture."""

from lxml import etree

from sayso.casefile.picture import choose_strands, draw
from sayso.model.actor import ActorType
from sayso.model.claim import Certainty, Modality
from tests.cli.ties import make_tie

SVG = "{http://www.w3.org/2000/svg}"
SHELTER = make_tie("Maravia", "shelters", "Red Heron Brigade", ["Marrow"], ["Venn"])


def _parse(svg: str) -> etree._Element:
    return etree.fromstring(svg.encode())


def test_the_picture_has_a_title_and_says_in_words_what_it_shows() -> None:
    root = _parse(draw([SHELTER], "The <strait>"))
    assert root.findtext(f"{SVG}title") == "The <strait>"
    assert "Maravia shelters Red Heron Brigade: contested" in (root.findtext(f"{SVG}desc") or "")


def test_a_contested_tie_is_marked_in_words_too() -> None:
    assert "shelters ≠" in draw([SHELTER], "t")


def test_lines_differ_by_standing_and_sign() -> None:
    ties = [
        make_tie("A", "arms", "B", ["x"], sign=1),
        make_tie("A", "attacks", "C", [], ["y"], sign=-1),
        make_tie("A", "funds", "D", ["x"], certainty=Certainty.POSSIBLE),
        make_tie("A", "meets", "E", ["x"], modality=Modality.INTENDED),
        make_tie("A", "based_in", "F", ["x", "y"], sign=0),
    ]
    lines = [line.get("class") for line in _parse(draw(ties, "t")).iter(f"{SVG}line")]
    assert sorted(lines) == sorted(
        ["tie friend", "tie foe denied", "tie friend hedged", "tie friend hedged", "tie strong"]
    )


def test_no_ties_give_a_picture_that_says_so() -> None:
    assert "No ties between named actors." in draw([], "t")


def test_ties_between_the_same_two_make_one_line() -> None:
    ties = [make_tie("A", "arms", "B", ["x"]), make_tie("B", "funds", "A", ["x"]), SHELTER]
    assert len(choose_strands(ties, 10)) == 1


def test_what_hangs_together_is_kept_and_no_more_than_asked() -> None:
    ties = [make_tie("A", "arms", f"B{index}", ["x"]) for index in range(9)]
    assert len(choose_strands([*ties, SHELTER], 4)) == 1
    assert len(choose_strands(ties, 4)) == 4


def test_a_person_is_round_and_a_state_is_tinted() -> None:
    tie = make_tie("Venn", "leads", "Maravia", ["x"], types=(ActorType.PERSON, ActorType.STATE))
    root = _parse(draw([tie], "t"))
    looks = {(g.get("class"), g[1].get("rx")) for g in root.iter(f"{SVG}g") if g.get("class")}
    assert looks == {("node person", "15"), ("node state", "4")}
