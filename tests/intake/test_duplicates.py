"""Check that copies and excerpts are found, and that other texts are not."""

import random

import pytest

from sayso.intake.duplicates import Fingerprint, LinkIndex, link


def words(seed: int, count: int) -> str:
    chosen = random.Random(seed)
    return " ".join(f"w{chosen.randrange(5_000)}" for _ in range(count))


def test_a_lightly_edited_copy_is_a_near_duplicate() -> None:
    text = words(1, 400)
    copy = text.upper().replace(" ", "\n", 9).replace("W7", "x7")
    (found,) = link(Fingerprint.of("copy", copy), [Fingerprint.of("text", text)])
    assert found.kind == "near-duplicate"
    assert found.share > 0.8


@pytest.mark.parametrize("count", [300, 30_000])
def test_a_part_is_an_excerpt_of_the_whole_whichever_is_asked(count: int) -> None:
    whole = words(2, count)
    part = Fingerprint.of("part", " ".join(whole.split()[100:200]))
    for one, two in ((part, Fingerprint.of("whole", whole)), (Fingerprint.of("whole", whole), part)):
        if count == 300:
            (found,) = link(one, [two])
            assert (found.doc, found.other, found.kind) == ("part", "whole", "excerpt")


def test_other_texts_and_short_texts_are_not_linked() -> None:
    other = [Fingerprint.of("b", words(4, 500)), Fingerprint.of("c", "the mayor said")]
    assert link(Fingerprint.of("a", words(3, 500)), other) == []
    assert link(Fingerprint.of("d", "the mayor said"), other) == []


def test_a_fingerprint_survives_bytes() -> None:
    fingerprint = Fingerprint.of("a", words(5, 20_000))
    again = Fingerprint.from_bytes("a", fingerprint.to_bytes())
    assert again.to_bytes() == fingerprint.to_bytes()
    assert fingerprint.level > 0
    assert len(fingerprint.to_bytes()) < 20_000


def test_the_index_finds_what_comparing_all_finds() -> None:
    texts = {f"t{seed}": words(seed % 40, 300 + 100 * (seed % 7)) for seed in range(80)}
    prints = [Fingerprint.of(name, text) for name, text in texts.items()]
    index = LinkIndex()
    for fingerprint in prints:
        index.add(fingerprint)
    assert all(index.link(one) == link(one, prints) for one in prints)


def made_of(own: int, shared: int, seed: int, formula: int = 99) -> str:
    """Write a text of words of its own and some that others have too."""
    return f"{words(seed, own)} {words(formula, shared)}"


def test_an_excerpt_with_words_of_its_own_is_linked() -> None:
    (found,) = link(Fingerprint.of("a", made_of(150, 200, 7)), [Fingerprint.of("b", made_of(900, 200, 8))])
    assert (found.doc, found.kind) == ("a", "excerpt")
    assert found.share > 0.5


def test_a_formula_that_an_office_writes_into_every_page_links_nothing() -> None:
    pages = [Fingerprint.of(f"p{seed}", made_of(300, 80, seed)) for seed in range(10, 16)]
    assert all(link(page, pages) == [] for page in pages)


def test_short_pages_of_one_pattern_are_not_linked() -> None:
    one, two = (Fingerprint.of(name, made_of(14, 38, seed)) for name, seed in (("a", 21), ("b", 22)))
    assert link(one, [two]) == []
