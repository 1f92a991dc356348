"""The vocabulary is data: it loads, it is checked, and a user can add to it."""

from pathlib import Path

import pytest

from sayso.model.errors import VocabularyError
from sayso.vocabulary import load_vocabulary
from sayso.vocabulary.loader import BUILT_IN, SECTIONS

OWN = """
name: shipping
predicates:
  charters: {family: trade, kind: state, sign: 1, subject: [organization], object: [thing], means: rents a ship}
lexicon:
  charters:
    verbs:
      charter time-charter: "subj:organization > obj:thing|from"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_built_in_vocabulary_has_its_43_predicates() -> None:
    assert len(load_vocabulary().predicates) == 43


def test_every_built_in_predicate_has_words_that_express_it() -> None:
    vocabulary = load_vocabulary()
    spoken = {sense.predicate for senses in vocabulary.senses.values() for sense in senses}
    assert set(vocabulary.predicates) - spoken == set()


def test_a_word_with_a_fixed_noun_ranks_above_the_bare_word() -> None:
    senses = load_vocabulary().senses["verb", "take"]
    assert all(sense.rank >= 4 for sense in senses if sense.fixed)


def test_a_file_of_the_user_adds_a_predicate_and_its_words(tmp_path: Path) -> None:
    vocabulary = load_vocabulary(write(tmp_path, OWN))
    sense = vocabulary.senses["verb", "time-charter"][0]
    assert (sense.predicate, [slot.role for slot in sense.object]) == ("charters", ["obj", "from"])
    assert vocabulary.name == "conflict+shipping"


def test_a_group_stands_for_each_of_its_words(tmp_path: Path) -> None:
    text = OWN.replace("time-charter", "<take>+<vessel>").replace(
        "lexicon:\n", "lexicon:\n  groups: {vessel: ship ferry, take: rent hire}\n"
    )
    vocabulary = load_vocabulary(write(tmp_path, text))
    made = {(word, sense.fixed) for word in ("rent", "hire") for sense in vocabulary.senses.get(("verb", word), ())}
    assert made >= {("rent", ("ship",)), ("rent", ("ferry",)), ("hire", ("ship",)), ("hire", ("ferry",))}


def test_another_word_makes_another_version(tmp_path: Path) -> None:
    assert load_vocabulary(write(tmp_path, OWN)).version != load_vocabulary().version


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("kind: state", "kind: mood"), "use state or event"),
        (("sign: 1", "sign: 2"), "use -1, 0 or"),
        (("[thing]", "[boat]"), "no actor type"),
        (("subj:organization > obj:thing|from", "subj obj"), "is not `SUBJECT > OBJECT`"),
        (("verbs:", "verbes:"), "unknown section"),
        (("  charters:\n    verbs", "  rents:\n    verbs"), "no such predicate"),
        (("family: trade, ", ""), "family missing"),
        (("time-charter", "take+<vessel>"), "no group 'vessel'"),
        (("lexicon:\n", "lexicon:\n  groups: [vessel]\n"), "must map names to words"),
    ],
)
def test_a_bad_entry_is_refused_with_file_entry_and_reason(
    tmp_path: Path, change: tuple[str, str], reason: str
) -> None:
    path = write(tmp_path, OWN.replace(*change))
    with pytest.raises(VocabularyError, match=reason) as caught:
        load_vocabulary(path)
    assert str(path) in str(caught.value)


def test_a_file_that_is_no_yaml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="cannot be read as YAML"):
        load_vocabulary(write(tmp_path, "a: [1"))


def test_the_sections_of_the_lexicon_are_those_that_frames_have() -> None:
    assert set(SECTIONS.values()) == {"verb", "noun", "adjective", "role", "mention"}
    assert (BUILT_IN / "lexicon.yaml").is_file()


def test_files_with_the_same_words_are_understood_once_and_changed_ones_anew(tmp_path: Path) -> None:
    assert load_vocabulary() is load_vocabulary()
    own = write(tmp_path, OWN)
    first = load_vocabulary(own)
    assert load_vocabulary(own) is first
    write(tmp_path, OWN.replace("rents a ship", "hires a ship"))
    assert load_vocabulary(own).predicates["charters"].means == "hires a ship"
