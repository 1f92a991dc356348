"""Frames come from verbs, event nouns, adjectives, role nouns and names, with the same arguments each way."""

import pytest

from sayso.reading.entities import find_entities
from sayso.reading.frames import FrameFinder
from sayso.reading.parts import Entities
from sayso.reading.sight import RawFrame
from sayso.vocabulary import Vocabulary
from tests.reading.conftest import ParseText
from tests.reading.test_arguments import marked


def frames_of(parse_text: ParseText, vocabulary: Vocabulary, text: str) -> list[tuple[RawFrame, dict[str, list[str]]]]:
    """Return the frames of a text, each with the head words of its roles."""
    parsed = parse_text(text)
    entities: Entities = find_entities(parsed)
    found = FrameFinder(parsed, entities, vocabulary).frames()
    return [(f, {role: [parsed.table.text[i] for i in heads] for role, heads in f.args.items()}) for f in found]


def verbs_of(parse_text: ParseText, vocabulary: Vocabulary, text: str) -> list[RawFrame]:
    """Return the frames of a text's verbs."""
    return [frame for frame, _ in frames_of(parse_text, vocabulary, text) if frame.kind == "verb"]


# kind | word | role=head words … | sentence. `!` marks what is known to go wrong.
CASES = """
verb | attack | subj=Guard obj=Abeche | The Hill Guard attacked Abeche.
verb | attack | subj=Guard obj=Abeche | Abeche was attacked by the Hill Guard.
verb | give | subj=Anna iobj=Paul obj=boat | Anna gave Paul a boat.
verb | name | obj=Anna attr=chief | Anna was named chief of the bank.
verb | back | hyphen=Qatar head=Guard | The Qatar-backed Hill Guard marched.
! noun | attack | by=Guard on=Abeche | The attack by the Hill Guard on Abeche failed.
noun | attack | subj=Guard on=Abeche | The Hill Guard launched an attack on Abeche.
noun | attack | poss=Guard on=Abeche | The Hill Guard's attack on Abeche failed.
verb | control | subj=Lines obj=Gulf | They left Blue Gulf, a firm registered in Oslo and controlled by Fjord Lines.
verb | control | subj=Lines obj=Gulf | Blue Gulf is a company registered in Norway and controlled by Fjord Lines.
verb | pay | subj=Lines iobj=Babic | Fjord Lines paid Ivo Babic 2 million dollars.
verb | set | subj=Reyes obj=Union | Tomas Reyes left and set up his own movement, the Liberal Union.
noun | meeting | between=Anna,Paul | A meeting between Anna and Paul failed.
role | chief | holder=Brandt mod=Bank | Lakeside Bank chief Ilse Brandt resigned.
role | chief | holder=Brandt of=Bank | Ilse Brandt, chief of Lakeside Bank, resigned.
role | chief | holder=Brandt of=Bank | Ilse Brandt is the chief of Lakeside Bank.
role | leader | holder=Reyes poss=Union | The Liberal Union's leader Tomas Reyes resigned.
role | brother | holder=Duarte poss=Campos | Teresa Campos's brother Felix Duarte resigned.
adjective | active | subj=Guard | The Hill Guard is active in Chad.
""".strip().splitlines()


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_a_frame_has_its_arguments_by_role(parse_text: ParseText, vocabulary: Vocabulary, case: str) -> None:
    kind, word, roles, text = (part.strip() for part in case.split("|"))
    wanted = {role: heads.split(",") for role, heads in (pair.split("=") for pair in roles.split())}
    found = [args for f, args in frames_of(parse_text, vocabulary, text) if (f.kind, f.word) == (kind, word)]
    assert any(all(args.get(role) == heads for role, heads in wanted.items()) for args in found), found


def test_a_list_of_members_fills_the_place_of_the_group(parse_text: ParseText, vocabulary: Vocabulary) -> None:
    text = "Norway funded several clubs, including Osaka Rangers and Kobe United."
    args = next(a for f, a in frames_of(parse_text, vocabulary, text) if f.word == "fund")
    assert {"Rangers", "United"} <= set(args["obj"])


def test_frames_of_one_kind_come_in_the_order_of_the_text(parse_text: ParseText, vocabulary: Vocabulary) -> None:
    text = "Anna sued Paul. Paul left Oslo. The bank hired Anna."
    verbs = [f for f, _ in frames_of(parse_text, vocabulary, text) if f.kind == "verb"]
    assert [f.word for f in verbs] == ["sue", "leave", "hire"]
    assert [f.trigger for f in verbs] == sorted(f.trigger for f in verbs)


def test_a_preposition_with_an_object_makes_no_idiom(parse_text: ParseText, vocabulary: Vocabulary) -> None:
    (frame, *_) = verbs_of(parse_text, vocabulary, "Norway gave Kenya a boat in May.")
    assert "give_in" in vocabulary.idioms
    assert frame.others == ()
    (frame, *_) = verbs_of(parse_text, vocabulary, "Norway gave up the boat.")
    assert frame.others == ("give_up",)


def test_a_text_without_words_has_no_frames(parse_text: ParseText, vocabulary: Vocabulary) -> None:
    assert frames_of(parse_text, vocabulary, "") == []
