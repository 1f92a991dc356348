"""Check encodings: marked, unmarked, declared, mixed up."""

import pytest

from sayso.intake.decoding import decode

WORDS = "Le maire a rencontré les dockers à Orléans – et il a dit « oui »."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_words_survive_their_encoding(encoding: str) -> None:
    assert decode(WORDS.encode(encoding)) == WORDS


def test_a_declared_encoding_is_believed() -> None:
    assert "город" in decode('<meta charset="windows-1251">город'.encode("windows-1251"))


def test_a_few_bad_bytes_stay_visible_and_harm_nothing() -> None:
    assert decode(WORDS.encode() + b"\xff!") == WORDS + "\ufffd!"
