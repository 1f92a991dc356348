"""Test which noun phrases are found as mentions, and how far they reach."""

import pytest

from sayso.model.actor import ActorType
from sayso.reading.entities import find_entities
from sayso.reading.parts import Entities, Entity, MentionKind
from tests.reading.conftest import ParseText


def entity_named(entities: Entities, form: str) -> Entity:
    """Return the only entity that bears a name or alias."""
    found = [entity for entity in entities.entities if form in (entity.name, *entity.aliases)]
    assert len(found) == 1, [(e.name, e.aliases) for e in entities.entities]
    return found[0]


def test_titles_are_no_part_of_a_name_but_stay_as_alias(parse_text: ParseText) -> None:
    entity = entity_named(find_entities(parse_text("Senator Mary Jones left the meeting.")), "Mary Jones")
    assert entity.type is ActorType.PERSON
    assert "Senator Mary Jones" in entity.aliases


def test_a_compound_before_a_role_is_a_mention_of_its_own(parse_text: ParseText) -> None:
    entities = find_entities(parse_text("UNICEF chief Henrietta Fore spoke in Geneva."))
    assert entity_named(entities, "UNICEF").index != entity_named(entities, "Henrietta Fore").index


def test_an_open_name_keeps_its_prepositional_tail(parse_text: ParseText) -> None:
    entities = find_entities(parse_text("The Ministry of Transport and Aviation closed the port."))
    assert entity_named(entities, "Ministry of Transport and Aviation").named
    assert not any(entity.name == "Transport" for entity in entities.entities)


def test_a_demonym_before_a_noun_is_the_state(parse_text: ParseText) -> None:
    parsed = parse_text("Turkish-backed crews met several Norwegian shipowners.")
    canonical = {entity.canonical for entity in find_entities(parsed).entities}
    assert {"country:TR", "country:NO"} <= canonical


def test_a_government_with_a_demonym_is_the_state(parse_text: ParseText) -> None:
    entities = find_entities(parse_text("The Peruvian government sold the mine. Peru needed money."))
    peru = entity_named(entities, "Peru")
    assert peru.canonical == "country:PE"
    assert "The Peruvian government" in peru.aliases


def test_a_capital_stands_for_its_state_only_where_it_acts(parse_text: ParseText) -> None:
    entities = find_entities(parse_text("Helsinki rejected the offer. The crews met in Nairobi."))
    assert entity_named(entities, "Finland").type is ActorType.STATE
    assert entity_named(entities, "Nairobi").type is ActorType.PLACE


def test_a_possessor_is_a_mention(parse_text: ParseText) -> None:
    entities = find_entities(parse_text("Denmark's largest shipping company sued a rival."))
    assert any(entity.canonical == "country:DK" for entity in entities.entities)
    assert any(entity.name == "Denmark's largest shipping company" for entity in entities.entities)


def test_a_description_keeps_its_phrase_but_no_relative_clause(parse_text: ParseText) -> None:
    entities = find_entities(parse_text("Three members of an international sailing club who won prizes resigned."))
    entity = entity_named(entities, "Three members of an international sailing club")
    assert "Three members" in entity.aliases
    assert entity.plural
    assert not entity.named


@pytest.mark.parametrize("text", ["It is likely that the court will rule.", "It was reported that the ship sank."])
def test_an_expletive_is_no_mention(parse_text: ParseText, text: str) -> None:
    assert not any(mention.words == "It" for mention in find_entities(parse_text(text)).mentions)


def test_times_and_measures_are_no_mentions(parse_text: ParseText) -> None:
    entities = find_entities(parse_text("The judge waited three years and ten days."))
    assert {mention.words for mention in entities.mentions} == {"judge"}


def test_mentions_lie_at_their_words_and_stand_in_order(parse_text: ParseText) -> None:
    parsed = parse_text("The Northern Shipping Union (NSU) hired Ann Berg.\n\nShe thanked the NSU.")
    entities = find_entities(parsed)
    for mention in entities.mentions:
        assert mention.span.cut(parsed.document.text) == mention.words
    starts = [mention.span.start for mention in entities.mentions]
    assert starts == sorted(starts)
    for head, at in entities.by_head.items():
        assert entities.mentions[at].head == head


def test_every_entity_lists_its_own_mentions(parse_text: ParseText) -> None:
    entities = find_entities(parse_text("Ann Berg, a lawyer, met her brother. He told Berg that it was late."))
    for entity in entities.entities:
        assert entity.mentions
        assert all(entities.mentions[at].entity == entity.index for at in entity.mentions)
    assert sum(len(entity.mentions) for entity in entities.entities) == len(entities.mentions)


def test_an_empty_text_has_no_entities(parse_text: ParseText) -> None:
    entities = find_entities(parse_text(""))
    assert not entities.mentions
    assert not entities.entities


def test_reading_twice_gives_the_same(parse_text: ParseText) -> None:
    text = "President Ana Ruiz of Chile praised Codelco. The company thanked her government and its miners."
    assert find_entities(parse_text(text)) == find_entities(parse_text(text))


def test_a_relative_pronoun_has_the_kind_pronoun(parse_text: ParseText) -> None:
    entities = find_entities(parse_text("Ann Berg, who leads the port, resigned."))
    kinds = {mention.words: mention.kind for mention in entities.mentions}
    assert kinds["who"] is MentionKind.PRONOUN
    assert kinds["Ann Berg"] is MentionKind.NAME


def test_the_number_of_a_unit_is_part_of_its_name(parse_text: ParseText) -> None:
    entities = find_entities(parse_text("The 6th Harbour Brigade and the 9th Harbour Brigade left the town."))
    assert entity_named(entities, "6th Harbour Brigade").index != entity_named(entities, "9th Harbour Brigade").index


def test_letters_that_open_the_name_of_a_part_are_a_name_of_their_own(parse_text: ParseText) -> None:
    entities = find_entities(parse_text("The UFW Health Section closed its doors."))
    assert entity_named(entities, "UFW").index != entity_named(entities, "UFW Health Section").index


def test_a_surname_in_capitals_stands_for_the_person(parse_text: ParseText) -> None:
    entities = find_entities(parse_text("Prime Minister OTIENO Paul Ali spoke in Nairobi. OTIENO left on Monday."))
    assert entity_named(entities, "OTIENO").type is ActorType.PERSON
    assert entity_named(entities, "OTIENO") == entity_named(entities, "OTIENO Paul Ali")


def test_a_description_begins_after_both_and_after_a_mark_that_closes_later(parse_text: ParseText) -> None:
    entities = find_entities(parse_text('The mayor says that both "the coast guards kept watch in the port."'))
    assert entity_named(entities, "coast guards").mentions


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("The rebels murdered several of the hostages.", "several of the hostages", ActorType.ORGANIZATION),
        ("Some of the guards left.", "Some of the guards", ActorType.ORGANIZATION),
        ("Two of the directors own Fjord Lines.", "Two of the directors", ActorType.ORGANIZATION),
        ("One of the brothers joined the Hill Guard.", "One of the brothers", ActorType.PERSON),
        ("Police arrested a number of smugglers.", "number of smugglers", ActorType.ORGANIZATION),
    ],
)
def test_a_share_of_people_is_an_actor_of_its_own(
    parse_text: ParseText, text: str, words: str, kind: ActorType
) -> None:
    assert entity_named(find_entities(parse_text(text)), words).type is kind


def test_a_share_of_things_is_no_actor(parse_text: ParseText) -> None:
    entities = find_entities(parse_text("One of the reasons was the war. Three of the days were cold."))
    assert not any(entity.name.startswith(("One", "Three")) for entity in entities.entities)


def test_the_state_that_ends_an_organs_name_is_named_too(parse_text: ParseText) -> None:
    entities = find_entities(parse_text("The Armed Forces of the Philippines met the Islamic Movement of Uzbekistan."))
    assert {entity.name for entity in entities.entities} == {
        "Armed Forces of the Philippines",
        "Philippines",
        "Islamic Movement of Uzbekistan",
    }


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Blue Gulf is a company registered in Norway.", "Blue Gulf", ActorType.ORGANIZATION),
        ("Okeke was succeeded by his son James.", "Okeke", ActorType.PERSON),
    ],
)
def test_what_is_said_of_a_name_tells_its_type(parse_text: ParseText, text: str, name: str, kind: ActorType) -> None:
    assert entity_named(find_entities(parse_text(text)), name).type is kind
