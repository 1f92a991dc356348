"""The vocabulary's data alone decide what a frame means: words, slots, types, order."""

from collections.abc import Callable
from typing import Any

import pytest

from sayso.reading.reader import RuleReader
from tests.reading.conftest import make_document

type Meant = Callable[[str], set[str]]

OWN = """
name: own
predicates:
  charters: {family: trade, kind: state, sign: 1, subject: [any], object: [any], means: rents a ship of}
  insures:  {family: trade, kind: state, sign: 1, subject: [any], object: [any], means: bears the risk of}
  hails:    {family: trade, kind: event, sign: 0, subject: [any], object: [any], symmetric: true, means: signals to}
lexicon:
  charters:
    verbs:
      charter: "subj > obj|from"
      rent: "subj > from|obj"
      borrow: "from > subj"
      lease: "subj > from:state"
      tow: "subj > from:person"
      paint: "subj > obj:thing|from"
      inspect: "subj > for:named"
      book: "subj > from:$"
      reserve: "subj > from [for]"
      give+lease: "subj > to"
    nouns:
      charter: "poss|by > from|of"
  insures:
    agentless: true
    verbs:
      insure: "subj > obj"
  hails:
    verbs:
      hail: "subj >< subj"
"""


@pytest.fixture(scope="module")
def meant(nlp: Any, tmp_path_factory: pytest.TempPathFactory) -> Meant:
    """Return a function that reads a text and gives `subject | predicate | object` in its words, for OWN's claims."""
    path = tmp_path_factory.mktemp("vocabulary") / "own.yaml"
    path.write_text(OWN, encoding="utf-8")
    reader = RuleReader(vocabulary=[path])
    reader.language = nlp

    def read(text: str) -> set[str]:
        claims = reader.read_one(make_document(text)).claims
        own = [claim for claim in claims if reader.vocabulary.predicates[claim.predicate].family == "trade"]
        return {f"{claim.subject.words} | {claim.predicate} | {claim.object.words}" for claim in own}

    return read


def test_a_word_of_the_user_makes_claims_with_the_users_predicate(meant: Meant) -> None:
    found = meant("Fjord Lines chartered the Silver Gull from Delta Dredging.")
    assert found == {"Fjord Lines | charters | Silver Gull"}


def test_the_first_slot_that_is_filled_wins(meant: Meant) -> None:
    found = meant("Fjord Lines rented the Silver Gull from Delta Dredging.")
    assert found == {"Fjord Lines | charters | Delta Dredging"}


def test_the_direction_is_that_of_the_slots(meant: Meant) -> None:
    found = meant("Fjord Lines borrowed the Silver Gull from Delta Dredging.")
    assert found == {"Delta Dredging | charters | Fjord Lines"}


def test_an_actor_of_another_type_does_not_fill_a_typed_slot(meant: Meant) -> None:
    assert meant("Fjord Lines leased a boat from Norway.") == {"Fjord Lines | charters | Norway"}
    assert meant("Fjord Lines towed a boat from Norway.") == set()


def test_where_any_type_will_do_a_thing_without_a_name_will_not(meant: Meant) -> None:
    found = meant("Fjord Lines chartered the tanker from Delta Dredging.")
    assert found == {"Fjord Lines | charters | Delta Dredging"}
    assert meant("Fjord Lines painted the tanker from Norway.") == {"Fjord Lines | charters | tanker"}


def test_a_named_slot_wants_a_name(meant: Meant) -> None:
    assert meant("Fjord Lines inspected a boat for two brothers.") == set()
    assert meant("Fjord Lines inspected a boat for Norway.") == {"Fjord Lines | charters | Norway"}


def test_a_slot_for_money_wants_a_sum(meant: Meant) -> None:
    assert meant("Fjord Lines booked a boat from Norway.") == set()


def test_a_role_in_brackets_must_be_filled(meant: Meant) -> None:
    assert meant("Fjord Lines reserved a boat from Norway.") == set()
    assert meant("Fjord Lines reserved a boat from Norway for Kenya.") == {"Fjord Lines | charters | Norway"}


def test_a_fixed_word_must_stand_with_the_verb(meant: Meant) -> None:
    assert meant("Norway gave a lease to Delta Dredging.") == {"Norway | charters | Delta Dredging"}
    assert meant("Norway gave a prize to Delta Dredging.") == set()


def test_the_members_of_one_argument_may_be_the_two_sides(meant: Meant) -> None:
    assert meant("Norway and Kenya hailed.") in ({"Norway | hails | Kenya"}, {"Kenya | hails | Norway"})


def test_a_noun_means_what_its_entry_says(meant: Meant) -> None:
    assert meant("Norway's charter from Delta Dredging ended.") == {"Norway | charters | Delta Dredging"}


def test_only_a_predicate_without_need_of_an_agent_has_an_unknown_one(meant: Meant) -> None:
    assert meant("Delta Dredging was chartered.") == set()
    assert meant("Delta Dredging was insured.") == {" | insures | Delta Dredging"}


def test_nobody_does_anything_to_himself(meant: Meant) -> None:
    assert meant("Delta Dredging chartered itself. Norway chartered Norway.") == set()
