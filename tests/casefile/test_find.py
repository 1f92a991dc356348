from pathlib import Path

import pytest

import sayso
from sayso.casefile import Casefile
from sayso.model import ActorType
from sayso.model.errors import UsageError
from sayso.testing import Planted, ScriptedReader

GUILDS = ("bakers", "coopers", "dyers")


def open_with(tmp_path: Path, many: int) -> Casefile:
    """Return a casefile with a person and a state named Bo: one claim about the person, `many` about the state."""
    planted = [Planted("Bo the man fell", "Bo", "meets", "man", type=ActorType.PERSON)]
    sentences = ["Bo the man fell."]
    for guild in GUILDS[:many]:
        planted.append(Planted(f"Bo met {guild}", "Bo", "meets", guild, type=ActorType.STATE))
        sentences.append(f"Bo met {guild} again.")
    case = sayso.open(":memory:", reader=ScriptedReader(tuple(planted)))
    (tmp_path / "one.txt").write_text("A fall\n\n" + sentences[0] + "\n")
    (tmp_path / "two.txt").write_text("A state\n\n" + " ".join(sentences[1:]) + "\n")
    case.read(tmp_path)
    return case


def test_a_namesake_that_outweighs_the_others_is_meant(tmp_path: Path) -> None:
    with open_with(tmp_path, many=3) as case:
        first, second = case.namesakes("Bo")
        assert (first.claims, second.claims) == (3, 1)
        assert case.find_actor("bo") == first.actor.id


def test_namesakes_of_like_weight_are_refused_with_their_ids(tmp_path: Path) -> None:
    with open_with(tmp_path, many=2) as case:
        ids = [one.actor.id for one in case.namesakes("Bo")]
        with pytest.raises(UsageError, match=f"2 actors; ask by id. {ids[0]}.*{ids[1]}"):
            case.find_actor("Bo")


def test_an_id_has_no_namesakes(tmp_path: Path) -> None:
    with open_with(tmp_path, many=2) as case:
        last = case.namesakes("Bo")[-1]
        assert case.namesakes(last.actor.id) == (last,)


def test_a_source_by_name_is_everybody_who_bears_it(tmp_path: Path) -> None:
    planted = [
        Planted("Bo says ann paid guild", "ann", "funds", "guild", source="Bo"),
        Planted("Bo says eve met guild", "eve", "meets", "guild", source="Bo"),
    ]
    with sayso.open(":memory:", reader=ScriptedReader(tuple(planted))) as case:
        (tmp_path / "one.txt").write_text("A sum\n\nBo says ann paid guild.\n")
        (tmp_path / "two.txt").write_text("A talk\n\nBo says eve met guild.\n")
        case.read(tmp_path)
        left, right = (row.id for row in case.actors(like="Bo"))
        case.judge(left, right, "different", by="Ida")
        assert len(list(case.claims(source="Bo"))) == 2
        assert len(list(case.claims(source=left))) == 1
