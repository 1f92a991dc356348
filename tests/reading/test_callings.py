"""Test which general nouns may call a named actor."""

import pytest

from sayso.model.actor import ActorType
from sayso.reading.callings import ALIKE, SILENT, UNLIKE, calling_nouns, load_callings


@pytest.mark.parametrize(
    ("noun", "shown", "fit"),
    [
        ("carrier", {"corvane", "airways"}, ALIKE),
        ("charity", {"harbour", "trust"}, ALIKE),
        ("company", {"zephyr", "marine"}, ALIKE),
        ("company", {"zephyr"}, SILENT),
        ("company", {"court"}, UNLIKE),
        ("carrier", {"zephyr"}, UNLIKE),
        ("entity", {"court"}, SILENT),
        ("teapot", {"zephyr"}, UNLIKE),
    ],
)
def test_a_noun_calls_an_organization_by_what_its_name_shows(noun: str, shown: set[str], fit: int) -> None:
    assert load_callings()[ActorType.ORGANIZATION].fit(noun, shown) == fit


def test_a_monarch_is_a_king_and_no_mayor() -> None:
    persons = load_callings()[ActorType.PERSON]
    assert persons.fit("monarch", {"king"}) == ALIKE
    assert persons.fit("monarch", {"mayor"}) == UNLIKE


def test_related_signs_leave_out_broad_kinds() -> None:
    related = load_callings()[ActorType.ORGANIZATION].related
    assert "marine" in related["shipping"]
    assert "airways" not in related.get("oil", frozenset())


def test_every_noun_of_every_type_is_known() -> None:
    assert {"carrier", "monarch"} <= calling_nouns()
