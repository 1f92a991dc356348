"""Test that a filter's names and values are found, and that claims and frames are chosen by them."""

from dataclasses import fields
from typing import get_type_hints

import pytest

from sayso.casefile import Casefile
from sayso.casefile.filter_values import Asked, check_filter, make_filter
from sayso.model.errors import NotFound, UsageError
from sayso.model.filter import Filter


def words(case: Casefile, **asked: object) -> list[str]:
    return [view.claim.evidence.words.split()[0] for view in case.claims(**asked)]  # type: ignore[arg-type]


def test_single_arguments_are_the_fields_of_a_filter() -> None:
    assert list(get_type_hints(Asked)) == [field.name for field in fields(Filter)]


def test_single_arguments_are_laid_over_a_whole_filter() -> None:
    whole = Filter(actor="A", doc=("one",))
    assert make_filter(whole, doc="two", denied=None, voice=[]) == Filter(actor="A", doc=("two",))


def test_values_are_taken_whatever_their_case_and_hyphens() -> None:
    assert check_filter(Filter(standing=("Well-Supported", "single_root"))).standing == (
        "well supported",
        "single root",
    )


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ({"certainty": "probible"}, "probable"),
        ({"modality": "actuel"}, "actual"),
        ({"standing": "contest"}, "contested"),
        ({"voice": "coment"}, "comment"),
        ({"type": "organisation"}, "organization"),
        ({"ruling": "reject"}, "rejected"),
        ({"as_of": "next spring"}, "as_of"),
        ({"known_on": "soon"}, "known_on"),
        ({"since": "2019-13"}, "since"),
        ({"sign": 2}, "1, 0 or -1"),
        ({"predicat": "x"}, "predicate"),
    ],
)
def test_a_value_that_is_none_is_refused_with_what_would_do(asked: dict[str, object], near: str) -> None:
    with pytest.raises(UsageError, match=near):
        make_filter(**asked)


def test_a_stretch_that_runs_backwards_is_refused(read_case: Casefile) -> None:
    with pytest.raises(UsageError, match="after until"):
        read_case.claims(since="2020", until="2019")


def test_an_unknown_family_is_refused_with_those_known(read_case: Casefile) -> None:
    with pytest.raises(UsageError, match="Known are"):
        read_case.claims(family="nonsense")


def test_claims_are_chosen_by_every_filter(read_case: Casefile) -> None:
    assert words(read_case, certainty="certain") == ["Mira", "Dunmore", "Osman"]
    assert words(read_case, certainty=["possible", "probable"]) == []
    assert words(read_case, modality="intended") == []
    assert words(read_case, since="2019-02", until="2019-04") == ["Mira", "Dunmore"]
    assert words(read_case, until="2018-12") == ["Dunmore"]
    assert words(read_case, known_on="2030") == []  # the documents bear no date
    assert words(read_case, voice="body") == ["Mira", "Dunmore", "Osman"]
    assert words(read_case, voice="comment") == []
    assert words(read_case, type="organization", doc=["paper"]) == ["Osman"]
    assert words(read_case, type="person") == []
    assert words(read_case, sign=-1) == ["Mira"]
    assert words(read_case, ruling="none", denied=True) == ["Osman"]
    assert words(read_case, ruling="accepted") == []


def test_claims_are_chosen_by_what_their_edge_is(read_case: Casefile) -> None:
    assert words(read_case, contested=True) == words(read_case, standing="contested")
    assert words(read_case, contested=False) == ["Mira"]
    assert words(read_case, root="nobody") == []


def test_a_whole_filter_answers_as_its_parts(read_case: Casefile) -> None:
    whole = Filter(actor="Dunmore Steel", predicate=("leads",), denied=False)
    assert words(read_case, filter=whole) == ["Dunmore"]
    assert words(read_case, filter=whole, denied=True) == ["Osman"]


def test_pages_of_claims_join_to_the_whole(read_case: Casefile) -> None:
    whole, after, paged = [view.claim.id for view in read_case.claims()], None, []
    while page := list(read_case.claims(limit=1, after=after)):
        after = page[-1].claim.id
        paged.append(after)
    assert paged == whole


def test_a_page_after_nothing_is_refused(read_case: Casefile) -> None:
    with pytest.raises(UsageError, match="first page"):
        list(read_case.claims(after="claim-none"))


def test_frames_are_chosen_and_paged(read_case: Casefile) -> None:
    (frame,) = read_case.frames(denied=False, voice="body", doc="sport", source="late goal")
    assert list(read_case.frames(after=frame.id)) == []
    assert list(read_case.frames(denied=True)) == []
    assert list(read_case.frames(known_on="2030")) == []
    assert list(read_case.frames(source="Mira Holt")) == []


def test_frames_refuse_what_only_claims_have(read_case: Casefile) -> None:
    with pytest.raises(UsageError, match="standing"):
        read_case.frames(standing="contested")


def test_an_unknown_predicate_is_not_found(read_case: Casefile) -> None:
    with pytest.raises(NotFound, match="juggles"):
        read_case.claims(predicate="juggles")
