import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.actors.normalize import skeleton, sound_out, split_name
from sayso.model import ActorType

PERSON, BODY = ActorType.PERSON, ActorType.ORGANIZATION


@pytest.mark.parametrize(
    ("name", "tokens"),
    [
        ("MARLOWE, Jane", ("jane", "marlowe")),
        ("Lt. Gen. Jane Marlowe", ("jane", "marlowe")),
        ("Prime Minister Jane Marlowe", ("jane", "marlowe")),
        ("Sheikh Tarek bin Rashed al-Fulani", ("tariq", "rashid", "fulani")),
        ("Abdulrahman el Fulani", ("abd", "rahman", "fulani")),
        ("Abd al-Rahman Fulani", ("abd", "rahman", "fulani")),
        ("Nuruddin Marlowe", ("nur", "din", "marlowe")),
        ("Nur ud-Din Marlowe", ("nur", "din", "marlowe")),
        ("José Ñandú", ("jose", "nandu")),
        ("Jane Marlowe, Jr.", ("jane", "marlowe")),
        ("JaneMarlowe", ("jane", "marlowe")),
        ("Сергей Маринин", ("sergey", "marinin")),
        ("", ()),
    ],
)
def test_a_persons_name_is_taken_apart(name: str, tokens: tuple[str, ...]) -> None:
    assert split_name(name, PERSON).tokens == tokens


@pytest.mark.parametrize(
    ("name", "tokens", "form"),
    [
        ("Harbour Lines Ltd.", ("harbour", "lines"), "limited"),
        ("The Harbour Lines L.L.C.", ("harbour", "lines"), "llc"),
        ("Harbour Lines Gesellschaft mit beschränkter Haftung", ("harbour", "lines"), "llc"),
        ("Ministry of Defence", ("ministry", "defense"), None),
        ("Brigade Forty-Four", ("brigade", "44"), None),
        ("Second Dock Workers' Union", ("2", "dock", "workers", "union"), None),
        ("Limited", ("limited",), "limited"),
    ],
)
def test_an_organizations_name_is_parted_from_its_legal_form(
    name: str, tokens: tuple[str, ...], form: str | None
) -> None:
    parts = split_name(name, BODY)
    assert parts.tokens == tokens
    if tokens != ("limited",):
        assert parts.form == form


def test_titles_are_kept_apart_from_the_name() -> None:
    assert split_name("President Marlowe", PERSON).titles == ("president",)
    assert split_name("President", PERSON).tokens == ("president",)


@pytest.mark.parametrize(
    ("word", "is_acronym"), [("HLU", True), ("UNDoc", False), ("Harbour", False), ("H.L.U.", True)]
)
def test_a_word_in_capitals_is_an_acronym(word: str, is_acronym: bool) -> None:
    assert split_name(word, BODY).acronym is is_acronym


@pytest.mark.parametrize(
    ("one", "other"), [("usama", "ousama"), ("haqan", "hakkan"), ("lavrow", "lavrov"), ("shah", "sha")]
)
def test_spellings_of_one_sound_sound_alike(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@given(st.text(max_size=40), st.sampled_from(list(ActorType)))
def test_any_text_is_taken_apart_without_error_and_the_same_way_in_capitals(name: str, kind: ActorType) -> None:
    parts = split_name(name, kind)
    assert len(parts.tokens) == len(parts.sounds)
    assert all(token == token.strip() and token for token in parts.tokens)


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=15))
def test_sounding_out_is_never_empty(word: str) -> None:
    assert sound_out(word)
    assert skeleton(word)
