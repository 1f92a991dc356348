"""Test that of drafts which cannot both be meant the better one stands."""

from dataclasses import replace

from sayso.reading.drafts import PROPOSED, Draft
from sayso.reading.frames import FrameFinder
from sayso.reading.language import load_language, parse
from sayso.reading.reader import build_scene
from sayso.reading.rivals import Rivals
from sayso.reading.scene import Scene
from sayso.vocabulary import Sense, load_vocabulary
from tests.reading.conftest import make_document

VOCABULARY = load_vocabulary()


def read(text: str) -> tuple[Scene, list[Draft]]:
    """Return the scene of a text and what the rules draft of it."""
    scene = build_scene(parse(load_language(), make_document(text)), VOCABULARY, "test/1")
    frames = FrameFinder(scene.parsed, scene.entities, VOCABULARY).frames()
    return scene, [draft for frame in frames for draft in scene.meaning.drafts(frame)]


def head_of(scene: Scene, words: str) -> int:
    """Return the head of the mention with these words."""
    return next(mention.head for mention in scene.entities.mentions if mention.words == words)


def propose(scene: Scene, like: Draft, subject: str | None, predicate: str, obj: str) -> Draft:
    """Return a proposal of the model's between two mentions, at another draft's words."""
    sense = Sense(predicate, PROPOSED, like.frame.word, (), ())
    at = None if subject is None else head_of(scene, subject)
    return replace(
        like,
        predicate=VOCABULARY.predicates[predicate],
        subject=at,
        object=head_of(scene, obj),
        sense=sense,
        slots=(PROPOSED, PROPOSED),
        chance=0.9,
    )


def standing(scene: Scene, drafts: list[Draft]) -> list[tuple[str, bool]]:
    """Return predicate and origin of the drafts that stand."""
    return [(one.predicate.name, one.proposed) for one in Rivals(scene, drafts).best()]


def test_what_is_read_stands_before_its_reverse() -> None:
    scene, [read_off] = read("Ivo Babic funded Karin Ots.")
    turned = propose(scene, read_off, "Karin Ots", "funds", "Ivo Babic")
    assert standing(scene, [read_off, turned]) == [("funds", False)]


def test_what_is_read_stands_before_a_proposal_of_the_other_sign() -> None:
    scene, [read_off] = read("Ivo Babic funded Karin Ots.")
    hostile = propose(scene, read_off, "Ivo Babic", "attacks", "Karin Ots")
    friendly = propose(scene, read_off, "Ivo Babic", "supports", "Karin Ots")
    assert standing(scene, [read_off, hostile, friendly]) == [("funds", False), ("supports", True)]


def test_an_owner_is_not_proposed_for_what_is_owned() -> None:
    scene, drafts = read("Ivo Babic leads Norway's Coast Office.")
    [leads] = [one for one in drafts if one.predicate.name == "leads"]
    owner = propose(scene, leads, "Ivo Babic", "leads", "Norway")
    assert ("leads", True) not in standing(scene, [leads, owner])


def test_a_named_agent_stands_before_an_unknown_one() -> None:
    scene, [read_off] = read("Ivo Babic funded Karin Ots.")
    nobody = replace(propose(scene, read_off, None, "funds", "Karin Ots"), sense=read_off.sense)
    assert standing(scene, [nobody, read_off]) == [("funds", False)]


def test_who_writes_about_somebody_is_not_tied_to_him() -> None:
    scene, _ = read("Ivo Babic is the author of a report on the Ots Network.")
    _, [like] = read("Ivo Babic funded Karin Ots.")
    member = propose(scene, like, "Ivo Babic", "member_of", "Ots Network")
    assert standing(scene, [member]) == []


def test_proposals_without_a_rival_stand() -> None:
    scene, [read_off] = read("Ivo Babic funded Karin Ots in Oslo.")
    other = propose(scene, read_off, "Ivo Babic", "based_in", "Oslo")
    assert standing(scene, [read_off, other]) == [("funds", False), ("based_in", True)]


def test_a_group_is_not_tied_to_the_example_given_of_it() -> None:
    scene, [read_off] = (
        read("Norway funds the guilds, including the Ots Network.")[0],
        read("Ivo Babic funded Karin Ots.")[1],
    )
    turned = propose(scene, read_off, "guilds", "member_of", "Ots Network")
    assert standing(scene, [turned]) == []


def test_who_attacks_beside_somebody_does_not_attack_them() -> None:
    scene, drafts = read("Ivo Babic attacked the pier with Karin Ots.")
    hostile = propose(scene, drafts[0], "Ivo Babic", "attacks", "Karin Ots")
    assert ("attacks", True) not in standing(scene, [*drafts, hostile])


def test_who_clashes_with_somebody_does() -> None:
    scene, drafts = read("Ivo Babic clashed with Karin Ots.")
    hostile = propose(scene, drafts[0], "Ivo Babic", "attacks", "Karin Ots")
    assert ("attacks", True) in standing(scene, [hostile])


def test_what_kin_did_was_not_done_by_those_whose_kin_they_are() -> None:
    scene, drafts = read("Fjord Lines was set up by Ivo Babic's nephew, Karin Ots.")
    founded = next(draft for draft in drafts if draft.predicate.name == "founded")
    other = propose(scene, founded, "Ivo Babic", "founded", "Fjord Lines")
    assert ("founded", True) not in standing(scene, [*drafts, other])
