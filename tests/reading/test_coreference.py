"""Test who is meant by short names, abbreviations, descriptions and pronouns."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.model.actor import ActorType
from sayso.reading.entities import find_entities
from sayso.reading.parts import Entities
from tests.reading.conftest import ParseText


def same(entities: Entities, *words: str) -> bool:
    """Tell whether the first mentions with these words have one entity."""
    by_words: dict[str, int] = {}
    for mention in entities.mentions:
        by_words.setdefault(mention.words, mention.entity)
    assert all(word in by_words for word in words), sorted(by_words)
    return len({by_words[word] for word in words}) == 1


def test_a_surname_means_the_person_named_in_full(parse_text: ParseText) -> None:
    entities = find_entities(parse_text("Henrik Lund runs the yard. Lund fired two welders."))
    assert same(entities, "Henrik Lund", "Lund")


def test_members_of_one_family_stay_apart(parse_text: ParseText) -> None:
    text = "Henrik Lund and his daughter Greta Lund own the yard. Greta Lund said Lund would resign."
    entities = find_entities(parse_text(text))
    assert not same(entities, "Henrik Lund", "Greta Lund")
    assert same(entities, "Greta Lund", "Lund")


@pytest.mark.parametrize(
    "text",
    [
        "The Northern Shipping Union (NSU) met. The NSU struck.",
        "The NSU (Northern Shipping Union) met. The NSU struck. The Northern Shipping Union won.",
        "The NSU [Northern Shipping Union] met. The NSU struck.",
        "The Northern Shipping Union met. Later the NSU struck.",
    ],
)
def test_an_abbreviation_is_its_name(parse_text: ParseText, text: str) -> None:
    entities = find_entities(parse_text(text))
    forms = [{entity.name, *entity.aliases} for entity in entities.entities]
    assert any({"NSU", "Northern Shipping Union"} <= form for form in forms), forms


def test_a_bracket_after_a_person_is_no_other_name(parse_text: ParseText) -> None:
    entities = find_entities(parse_text("Ann Berg (Green Party) met Ole Dahl (deceased)."))
    assert all(not entity.aliases for entity in entities.entities if entity.type is ActorType.PERSON)


def test_groups_with_one_core_and_a_like_noun_are_one(parse_text: ParseText) -> None:
    entities = find_entities(parse_text("The Moretti network sold cars. The Moretti group paid no taxes."))
    assert same(entities, "Moretti network", "Moretti group")


def test_a_network_is_not_the_man_it_is_called_after(parse_text: ParseText) -> None:
    entities = find_entities(parse_text("Carlo Moretti was tried. The Moretti network paid his lawyer."))
    assert not same(entities, "Carlo Moretti", "Moretti network")


def test_a_surname_in_the_plural_is_the_group_that_bears_it(parse_text: ParseText) -> None:
    entities = find_entities(parse_text("The Moretti network sold cars. The Morettis paid no taxes."))
    assert same(entities, "Moretti network", "Morettis")


def test_he_and_she_agree_with_first_names(parse_text: ParseText) -> None:
    entities = find_entities(parse_text("Ann met Peter in the harbor. She sold a boat. He paid."))
    assert same(entities, "Ann", "She")
    assert same(entities, "Peter", "He")


def test_it_does_not_mean_the_report_that_it_stands_in(parse_text: ParseText) -> None:
    text = "Fjord Lines rejected a report by the Daily Star that it had paid an inspector."
    assert same(find_entities(parse_text(text)), "it", "Fjord Lines")


def test_it_means_the_company_and_not_the_man(parse_text: ParseText) -> None:
    entities = find_entities(parse_text("Nordlink Corporation hired Peter Dahl. It has offices in Rome."))
    assert same(entities, "Nordlink Corporation", "It")


def test_the_company_means_the_one_named_before(parse_text: ParseText) -> None:
    entities = find_entities(parse_text("Nordlink Corporation fired a clerk. The company gave no reason."))
    assert same(entities, "Nordlink Corporation", "company")


def test_the_president_means_the_titled_name(parse_text: ParseText) -> None:
    entities = find_entities(parse_text("President Ana Ruiz opened the fair. The president then left."))
    assert same(entities, "Ana Ruiz", "president")


def test_a_relative_pronoun_means_what_its_clause_hangs_on(parse_text: ParseText) -> None:
    entities = find_entities(parse_text("The court freed Peter Dahl, who thanked the judges."))
    assert same(entities, "Peter Dahl", "who")


def test_a_reflexive_means_its_subject(parse_text: ParseText) -> None:
    entities = find_entities(parse_text("Peter Dahl told Ole Lund that Ann Berg had hurt herself."))
    assert same(entities, "Ann Berg", "herself")


def test_i_inside_a_quote_is_the_speaker(parse_text: ParseText) -> None:
    entities = find_entities(parse_text('"I sold the boat," Peter Dahl said.'))
    assert same(entities, "Peter Dahl", "I")


def test_a_description_without_antecedent_stays_unnamed(parse_text: ParseText) -> None:
    entities = find_entities(parse_text("Ann Berg slept. The referee whistled."))
    referee = next(entity for entity in entities.entities if entity.name == "referee")
    assert not referee.named


def test_two_possessed_roles_of_one_owner_are_one(parse_text: ParseText) -> None:
    entities = find_entities(parse_text("Ann Berg called her brother. Her brother hung up."))
    brothers = [
        entity for entity in entities.entities if "her brother" in entity.aliases or entity.name == "her brother"
    ]
    assert len(brothers) == 1
    assert len(brothers[0].mentions) == 2


def test_members_without_number_stand_for_their_group(parse_text: ParseText) -> None:
    entities = find_entities(parse_text("NATO officials met. Four NATO officials were hurt."))
    nato = next(entity for entity in entities.entities if entity.name == "NATO")
    assert "NATO officials" in nato.aliases
    assert "Four NATO officials" not in nato.aliases


def test_the_government_of_a_president_is_his_state(parse_text: ParseText) -> None:
    entities = find_entities(parse_text("Chilean President Ana Ruiz spoke. The Ruiz administration raised taxes."))
    chile = next(entity for entity in entities.entities if entity.canonical == "country:CL")
    assert "The Ruiz administration" in chile.aliases


def test_a_type_does_not_flip_inside_a_document(parse_text: ParseText) -> None:
    text = "Mr. Vantor spoke. Vantor left. According to Vantor, the ship sank. Vantor, a lawyer, was born in 1950."
    entities = find_entities(parse_text(text))
    assert {entity.type for entity in entities.entities if "Vantor" in (entity.name, *entity.aliases)} == {
        ActorType.PERSON
    }


@pytest.mark.shared
@pytest.mark.slow
def test_coreference_keeps_its_floor(repository: Path, shared: Path) -> None:
    command = [sys.executable, str(repository / "benchmarks" / "coreference.py"), "--json", "--skip-actors"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["gum"]["conll"] >= 0.40


def test_you_is_one_throughout_the_body(parse_text: ParseText) -> None:
    entities = find_entities(parse_text("When did you sail? Did your boat sink?"))
    assert same(entities, "you", "your")


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("Corvane Airways hired a pilot. The carrier dismissed him.", "Corvane Airways", "carrier"),
        ("The Harbour Relief Trust bought boats. The charity sold them.", "Harbour Relief Trust", "charity"),
        ("King Aldric met a priest in Oslo. The monarch praised him.", "Aldric", "monarch"),
        ("Zephyr Marine bought a yard. The shipping company sold it.", "Zephyr Marine", "shipping company"),
        ("Turgon Steel AG sued Lomax Ltd. in May. The German steelmaker won.", "Turgon Steel AG", "German steelmaker"),
        ("Orlan Yards built a ferry. The yard sold it.", "Orlan Yards", "yard"),
        ("The airline Corvane sued a baker. The airline won.", "Corvane", "airline"),
    ],
)
def test_a_general_noun_means_the_actor_of_that_kind(parse_text: ParseText, text: str, name: str, words: str) -> None:
    assert same(find_entities(parse_text(text)), name, words)


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("Corvane Airways sued a union. The bank paid.", "Corvane Airways", "bank"),
        ("Kestrel Oil sued Dunmore Bank in Oslo. The oil company won.", "Dunmore Bank", "oil company"),
        ("Ann Berg met Orlan Yards. The man was fined.", "Ann Berg", "man"),
        ("Lomax Ltd. sued the company.", "Lomax Ltd.", "company"),
    ],
)
def test_a_general_noun_means_no_actor_of_another_kind(parse_text: ParseText, text: str, name: str, words: str) -> None:
    assert not same(find_entities(parse_text(text)), name, words)


@pytest.mark.parametrize(
    ("full", "short"), [("Zephyr Marine", "Zephyr"), ("Torvald Shipping", "Torvald"), ("Tarnham University", "Tarnham")]
)
def test_a_business_is_named_by_its_first_word(parse_text: ParseText, full: str, short: str) -> None:
    assert same(find_entities(parse_text(f"{full} hired two clerks. {short} dismissed them.")), full, short)


def test_a_city_is_not_the_school_named_after_it(parse_text: ParseText) -> None:
    assert not same(
        find_entities(parse_text("Boston University hired Ann Berg. She left Boston.")), "Boston University", "Boston"
    )


def test_she_is_no_union(parse_text: ParseText) -> None:
    entities = find_entities(parse_text("The Dockers' Union met in Lisbon. She praised it."))
    assert not same(entities, "Dockers' Union", "She")


def test_an_acting_capital_is_its_state_or_union(parse_text: ParseText) -> None:
    text = "Colombia and the European Union signed. Bogotá accused a trader. Brussels fined a bank."
    entities = find_entities(parse_text(text))
    assert same(entities, "Colombia", "Bogotá")
    assert same(entities, "European Union", "Brussels")


def test_the_administration_is_the_government_just_named(parse_text: ParseText) -> None:
    entities = find_entities(
        parse_text("Ana Ruvolo visited Chile. Her government paid. The administration praised Chile.")
    )
    assert same(entities, "Her government", "administration")


def test_i_in_quotation_marks_is_who_speaks_there(parse_text: ParseText) -> None:
    text = 'Lena Holm runs the union. "I fired a clerk," she said. "We oppose the bank." "I left," said Ole Brandt.'
    entities = find_entities(parse_text(text))
    assert same(entities, "Lena Holm", "I", "We")
    assert not same(entities, "Lena Holm", "Ole Brandt")


def test_a_description_that_speaks_is_the_name_beside_it(parse_text: ParseText) -> None:
    entities = find_entities(parse_text('"I support the mayor," the chief of the union, Rosa Quint, told reporters.'))
    assert same(entities, "Rosa Quint", "I")


def test_a_relative_clause_picks_out_another_company(parse_text: ParseText) -> None:
    entities = find_entities(parse_text("Castor Lines bought a ferry. The company that attacked Delmar Bank paid."))
    assert not same(entities, "Castor Lines", "company")
