"""Check that blocks of names hold every pair that a rule can join, and that many names stay cheap to join."""

import time
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model.actor import ActorType
from sayso.reading.folding import abbreviates, fold, is_acronym
from sayso.reading.lexicon import load_lexicon
from sayso.reading.name_blocks import group_offers, group_seeks, pairs, person_offers, person_seeks
from sayso.reading.naming import Name, join_names

SYLLABLES = ("ba", "do", "ri", "lu", "mek", "son", "vat", "zin")
WORDS = st.sampled_from(["Anton", "An", "A", "Bratko", "Baro", "Sated", "Sat", "Tal", "Jr", "Atol", "of", "and"])
SURFACES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join) | st.text("ABST", min_size=2, max_size=4)


def name(surface: str, kind: ActorType) -> Name:
    """Return a name as it stands in a document."""
    return Name(fold(surface), tuple(fold(surface).split()), kind, surface, is_acronym(surface))


def invented(count: int) -> list[str]:
    """Return different words of three syllables."""
    return ["".join(parts).capitalize() for parts in product(SYLLABLES, repeat=4)][:count]


def join(names: list[Name]) -> dict[str, str]:
    """Join names and return the set of each."""
    unions, _ = join_names({one.key: one for one in names}, [])
    return {one.key: unions.find(one.key) for one in names}


@given(st.lists(SURFACES, min_size=2, max_size=6))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_pairs_hold_each_abbreviation_and_the_name_it_shortens(surfaces: list[str]) -> None:
    lexicon = load_lexicon()
    groups = [name(surface, ActorType.ORGANIZATION) for surface in surfaces]
    met = {(a.surface, b.surface) for a, b in pairs(groups, group_seeks(lexicon), group_offers(lexicon))}
    for left, right in combinations(groups, 2):
        for short, long in ((left, right), (right, left)):
            if short.short and abbreviates(short.surface, long.surface):
                assert (left.surface, right.surface) in met


@given(st.lists(st.lists(WORDS, min_size=2, max_size=4).map(" ".join), min_size=2, max_size=6))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_pairs_hold_each_full_name_that_ends_another(surfaces: list[str]) -> None:
    persons = [one for one in (name(surface, ActorType.PERSON) for surface in surfaces) if len(one.words) > 1]
    met = {(a.surface, b.surface) for a, b in pairs(persons, person_seeks, person_offers)}
    for left, right in combinations(persons, 2):
        length = min(len(left.words), len(right.words))
        if left.words[-length:] == right.words[-length:]:
            assert (left.surface, right.surface) in met


def test_pairs_come_in_the_order_of_the_names() -> None:
    persons = [name(one, ActorType.PERSON) for one in ("Ida Berg", "Olle Falk", "I Berg", "Ida Maria Berg")]
    met = [(a.surface, b.surface) for a, b in pairs(persons, person_seeks, person_offers)]
    assert met == [("Ida Berg", "I Berg"), ("Ida Berg", "Ida Maria Berg"), ("I Berg", "Ida Maria Berg")]


def test_a_short_form_meets_its_name_among_many() -> None:
    noise = [name(f"{word} Trust", ActorType.ORGANIZATION) for word in invented(50)]
    told = [name("Northern Harbour Union", ActorType.ORGANIZATION), name("NHU", ActorType.ORGANIZATION)]
    sets = join([told[0], *noise, told[1]])
    assert sets["nhu"] == "northern harbour union"
    assert len(set(sets.values())) == len(sets) - 1


def test_five_thousand_names_are_joined_in_seconds() -> None:
    words = invented(2_500)
    persons = [name(f"{words[i % 50]} {word}", ActorType.PERSON) for i, word in enumerate(words)]
    groups = [name(f"{word} {words[i // 2]} Council", ActorType.ORGANIZATION) for i, word in enumerate(words)]
    begun = time.process_time()
    join(persons + groups)
    assert time.process_time() - begun < 3
