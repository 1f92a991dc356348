import pytest

from sayso.actors import compare, compare_names
from sayso.model import Actor, ActorType, Verdict
from tests.actors.build import actor, body, person

SAME, DIFFERENT, UNSURE = Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ("Gen. Tomas Verrell", "VERRELL, Tomás", SAME),
        ("Mohammed Tarek Fulani", "Muhammad Tariq al-Fulani", SAME),
        ("Osama Fulani", "Usama el-Fulani", SAME),
        ("Nuruddin Zamani", "Nur ud-Din Zamani", SAME),
        ("Viktor Petrovich Marinin", "Viktor Marinin", SAME),
        ("Виктор Маринин", "Viktor Marinin", SAME),
        ("Tomas Verrell", "Elena Verrell", DIFFERENT),
        ("Tomas Karl Verrell", "Tomas Ivo Verrell", DIFFERENT),
        ("Tomas Verrell Jr.", "Tomas Verrell Sr.", DIFFERENT),
        ("Tomas Verrell Jr.", "Tomas Verrell", UNSURE),
        ("Verrell", "Tomas Verrell", UNSURE),
        ("Verrell", "Verrell", UNSURE),
        ("T. Verrell", "Tomas Verrell", UNSURE),
        ("Tomas K. Verrell", "Tomas H. K. Verrell", UNSURE),
        ("Bill Verrell", "William Verrell", UNSURE),
        ("Mohammed Ali", "Mohammed Ali", UNSURE),
        ("Noor Mohammad", "Noor Mohammad Zamani", UNSURE),
        ("Tomas Verrell", "Verrell Tomas", UNSURE),
    ],
)
def test_people_are_one_only_by_full_names(left: str, right: str, verdict: Verdict) -> None:
    assert compare(person(left), person(right)).verdict is verdict


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ("Harbour Lines", "the Harbour Lines Ltd.", SAME),
        ("Harbour & Coast Union", "Harbour and Coast Union", SAME),
        ("Zahiri", "Zaheri", SAME),
        ("ZAHIRI", "Zahiri", SAME),
        ("State Department", "the State Department", SAME),
        ("UN", "United Nations", SAME),
        ("Harbour Lines", "Harbour Lines Norway", DIFFERENT),
        ("Bank of Ruritania", "Bank of Freedonia", DIFFERENT),
        ("Brigade 12", "Brigade 21", DIFFERENT),
        ("Ministry of Defence", "Ministry of Defense", UNSURE),
        ("Harbour Lines", "Harbour Lines Group", UNSURE),
        ("Harbour Lines GmbH", "Harbour Lines Inc.", UNSURE),
        ("HLU", "HLU", UNSURE),
        ("HLU", "Harbour Lines Union", UNSURE),
    ],
)
def test_organizations_are_one_only_by_whole_names(left: str, right: str, verdict: Verdict) -> None:
    assert compare(body(left), body(right)).verdict is verdict


def test_an_acronym_alone_stays_unsure_though_the_other_document_introduced_it() -> None:
    assert compare(body("Harbour Lines Union", "HLU"), body("HLU")).verdict is UNSURE


def test_an_acronym_that_both_introduced_helps_a_name_that_is_spelled_otherwise() -> None:
    left, right = body("Harbour Lines Union", "HLU"), body("Harbor Line Union", "HLU")
    assert compare(left, right).verdict is SAME


def test_an_alias_alone_stays_unsure() -> None:
    found = compare(person("Tomas Verrell", "the Ferryman King"), person("Ferryman King"))
    assert found.verdict is UNSURE
    assert "alias alone" in found.reasons[-1]


def test_an_alias_that_both_use_supports_names_that_nearly_agree() -> None:
    left, right = person("T. Verrell", "Old Ferryman"), person("Tomas Verrell", "Old Ferryman")
    assert compare(left, right).verdict is SAME


def test_a_code_decides_before_any_name() -> None:
    left = actor("Ruritania", ActorType.STATE, canonical="country:RU")
    assert compare(left, actor("Strelsau", ActorType.PLACE, canonical="country:RU")).verdict is SAME
    assert compare(left, actor("Ruritania", ActorType.STATE, canonical="country:RX")).verdict is DIFFERENT


def test_the_unnamed_are_never_one_across_documents() -> None:
    found = compare(person("port officials", named=False), person("port officials", named=False))
    assert (found.verdict, found.score) == (UNSURE, 0.0)


def test_a_network_differs_from_the_person_that_it_is_named_after() -> None:
    assert compare(person("Tomas Verrell"), body("Tomas Verrell's network")).verdict is not SAME
    assert compare(person("Tomas Verrell"), body("Tomas Verrell")).verdict is UNSURE


@pytest.mark.parametrize(
    ("left", "right", "kind", "verdict"),
    [
        ("Strelsau", "Strelsau", ActorType.PLACE, SAME),
        ("North Strelsau", "Strelsau", ActorType.PLACE, DIFFERENT),
        ("the report", "the report", ActorType.DOCUMENT, UNSURE),
        ("Dockside Inquiry report", "the Dockside Inquiry Report", ActorType.DOCUMENT, SAME),
        ("2019 Strelsau summit", "2021 Strelsau summit", ActorType.EVENT, DIFFERENT),
    ],
)
def test_places_documents_and_events_need_names_of_their_own(
    left: str, right: str, kind: ActorType, verdict: Verdict
) -> None:
    assert compare(actor(left, kind), actor(right, kind)).verdict is verdict


@pytest.mark.parametrize(
    ("left", "right"),
    [(person("Tomas Verrell"), person("Tomás Karl Verrell")), (body("HLU"), body("Harbour Lines Union"))],
)
def test_comparing_is_symmetric(left: Actor, right: Actor) -> None:
    assert compare(left, right) == compare(right, left)


def test_bare_names_have_a_score() -> None:
    assert compare_names("Tomas Verrell", "Tomás Verrell", ActorType.PERSON).score == 1.0
    assert compare_names("Tomas Verrell", "Elena Verrell", ActorType.PERSON).score < 0.7
    assert compare_names("", "Verrell", ActorType.PERSON).score == 0.0


def test_a_description_that_both_documents_use_supports_nothing() -> None:
    left, right = person("T. Verrell", "the president"), person("Tomas Verrell", "the president")
    assert compare(left, right).verdict is UNSURE


def test_an_organ_is_one_with_and_without_its_state() -> None:
    assert compare(body("US State Department"), body("the State Department")).verdict is SAME
    assert compare(body("U.S. Congress"), body("United States Congress")).verdict is SAME
    assert compare(body("Congress"), body("Congress")).verdict is UNSURE


def test_a_name_that_many_have_may_be_short_for_a_fuller_one() -> None:
    assert compare(body("the armed forces"), body("Armed Forces of Ruritania")).verdict is UNSURE


def test_a_title_that_is_a_given_name_too_stays_in_the_name() -> None:
    assert compare(person("Hafiz Zamani"), person("Hafiz Karim Zamani")).verdict is SAME
    assert compare(person("Malik Zamani"), person("Zamani")).verdict is UNSURE


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        (("Zahiri organization", "Zahiri network"), ("Zahiri Network",), SAME),
        (("Zahiri organization",), ("Zahiri Network",), UNSURE),
        (("Zahiri organization", "the Zahiris"), ("Zahiri Network", "the Zahiris"), UNSURE),
        (("Delta Syndicate", "Harbour Ring"), ("Harbour Ring", "Delta Syndicate"), SAME),
        (("French group", "French network"), ("French movement", "French group"), UNSURE),
        (("Zahiri network", "Zahiri group 2"), ("Zahiri Network of Orsk", "Zahiri group 3"), DIFFERENT),
    ],
)
def test_bodies_are_one_by_a_name_that_both_documents_use_with_one_core(
    left: tuple[str, ...], right: tuple[str, ...], verdict: Verdict
) -> None:
    assert compare(body(*left), body(*right)).verdict is verdict
    assert compare(body(*right), body(*left)).verdict is verdict


@pytest.mark.parametrize("name", ["the President", "French Embassy", "Acting Secretary", "the union's northern branch"])
def test_a_body_that_is_only_described_is_never_one_across_documents(name: str) -> None:
    assert compare(body(name), body(name)).verdict is UNSURE


def test_a_war_with_a_number_is_not_the_war_without() -> None:
    first, second = actor("River War I", ActorType.EVENT), actor("River War", ActorType.EVENT)
    assert compare(first, second).verdict is not SAME
