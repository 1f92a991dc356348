"""Who does it and to whom: passives, control, conjunction and relative clauses are undone."""

import pytest

from sayso.reading.arguments import Grammar
from sayso.vocabulary import Vocabulary
from tests.reading.conftest import ParseText

# verb | who does it | to whom | sentence; names are the head words. `!` marks what is known to go wrong.
CASES = """
sued | Fjord | Kestrel | Fjord sued Kestrel.
sued | Kestrel | Fjord | Fjord was sued by Kestrel.
sued | | Fjord | Fjord was sued.
bought | Anna Paul | mill | Anna and Paul bought the mill.
bought | Anna | mill farm | Anna bought the mill and the farm.
sold | Anna | farm | Anna bought the mill and sold the farm.
sold | Anna | farm | Anna, who sold the farm, moved to Oslo.
sold | Anna | farm | The farm that Anna sold burned down.
sold | Anna | farm | The farm sold by Anna burned down.
buy | Anna | mill | Anna wants to buy the mill.
buy | Paul | mill | Anna urged Paul to buy the mill.
buy | Anna | mill | Anna promised to buy the mill.
buy | Anna | mill | Anna has tried to buy the mill.
selling | Anna | farm | Anna left after selling the farm.
selling | Paul | farm | Anna accused Paul of selling the farm.
selling | Paul | farm | Anna prevented Paul from selling the farm.
sells | shop | bread | The shop in Oslo sells bread.
sold | Anna | farm | The bank said that Anna sold the farm.
hired | Anna | Paul | Paul was hired and trained by Anna.
hired | | Paul | Paul was hired in May and trained by Anna.
financed | Anna | club | The club that Anna founded and financed sued the bank.
owns | Lind brother | mill | Anna Lind, a Bergen trader, and her brother Paul owns the mill.
sued | Fjord | Kestrel Anna | Fjord sued Kestrel and Anna for selling the farm.
selling | Anna Kestrel | farm | Fjord sued Kestrel and Anna for selling the farm.
selling | Anna | farm | Anna was blacklisted by the bank for selling the farm.
led | Anna | club | Anna joined a club founded in Oslo and led by Anna.
visited | Anna | Oslo Bergen | Anna visited Oslo and Bergen.
joined | Anna Paul | club | Anna and Paul, both of whom joined the club, left early.
""".strip().splitlines()


def marked(case: str) -> object:
    """Return a case as a parameter, expected to fail where it is marked."""
    wrong = [pytest.mark.xfail(strict=True, reason="known: miss")] if case.startswith("!") else []
    return pytest.param(case.lstrip("! "), marks=wrong)


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_a_verb_finds_who_does_it_and_to_whom(parse_text: ParseText, vocabulary: Vocabulary, case: str) -> None:
    verb, agents, objects, text = (part.strip() for part in case.split("|"))
    parsed = parse_text(text)
    grammar, at = Grammar(parsed.table, vocabulary), parsed.table.text.index(verb)
    found = [sorted(parsed.table.text[i] for i in side) for side in (grammar.agents(at), grammar.objects(at))]
    assert found == [sorted(agents.split()), sorted(objects.split())]


def test_a_phrase_goes_with_its_preposition(parse_text: ParseText, vocabulary: Vocabulary) -> None:
    parsed = parse_text("Anna sailed to Oslo with Paul.")
    grammar = Grammar(parsed.table, vocabulary)
    found = {word: parsed.table.text[head] for word, head in grammar.prepositions(1)}
    assert found == {"to": "Oslo", "with": "Paul"}


def test_a_conjunct_of_another_kind_is_no_second_actor(parse_text: ParseText, vocabulary: Vocabulary) -> None:
    parsed = parse_text("Anna rowed and Paul steered.")
    grammar = Grammar(parsed.table, vocabulary)
    assert [parsed.table.text[i] for i in grammar.expand(0)] == ["Anna"]
