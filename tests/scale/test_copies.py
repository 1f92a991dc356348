"""Test finding near-duplicates by signatures."""

import random
from pathlib import Path

from sayso.intake.duplicates import shingles_of
from sayso.scale.copies import Copies, sign


def text(seed: int, words: int = 300) -> list[str]:
    rng = random.Random(seed)
    return [f"w{rng.randrange(5000)}" for _ in range(words)]


def changed(words: list[str], share: float, seed: int) -> list[str]:
    rng = random.Random(seed)
    return [f"x{rng.randrange(5000)}" if rng.random() < share else word for word in words]


def signed(words: list[str]) -> bytes:
    signature = sign(shingles_of(" ".join(words)))
    assert signature is not None
    return signature


def test_a_copy_is_found_and_another_text_is_not() -> None:
    copies = Copies.of_folders([])
    for seed in range(60):
        copies.add(f"doc{seed}", signed(text(seed)))
    assert [copies.find(signed([*text(seed), "end"])) for seed in range(60)] == [f"doc{seed}" for seed in range(60)]
    assert [copies.find(signed(text(seed))) for seed in range(100, 160)] == [None] * 60


def test_copies_with_few_words_changed_are_found_and_rewritten_ones_are_not() -> None:
    copies = Copies.of_folders([])
    for seed in range(100):
        copies.add(f"doc{seed}", signed(text(seed)))
    light = [copies.find(signed(changed(text(seed), 0.01, seed))) for seed in range(100)]
    heavy = [copies.find(signed(changed(text(seed), 0.10, seed))) for seed in range(100)]
    assert sum(found is not None for found in light) >= 95
    assert sum(found is not None for found in heavy) <= 3


def test_a_text_too_short_has_no_signature() -> None:
    assert sign(shingles_of("a few words")) is None


def test_a_signature_is_the_same_in_every_process() -> None:
    import hashlib

    digest = hashlib.sha256(signed([f"word{n}" for n in range(60)])).hexdigest()[:16]
    assert digest == "8c327f287f115b86"


def test_no_folder_knows_no_text(tmp_path: Path) -> None:
    assert Copies.of_folders([tmp_path]).find(signed(text(1))) is None
