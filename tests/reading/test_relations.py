"""The relation model judges pairs of actors the same way every time, and what it proposes is kept in bounds."""

from dataclasses import replace

import pytest

from sayso.reading import encoder
from sayso.reading.assembly import Assembler
from sayso.reading.drafts import PROPOSED, Draft
from sayso.reading.encoder import PIECES_A_BATCH, SPREAD, Row, encode, groups, has_encoder
from sayso.reading.entities import find_entities
from sayso.reading.frames import FrameFinder
from sayso.reading.pairs import Layout
from sayso.reading.proposals import Advisor
from sayso.reading.reader import RuleReader
from sayso.reading.relations import Judged, load_scorer
from sayso.reading.scene import Scene
from sayso.vocabulary import load_vocabulary
from tests.reading.conftest import ParseText, make_document

ARREST = "Officers of the Coast Police arrested Ivo Babic in Split on Monday."
SEAT = "From its seat in Tallinn the Baltic Relief Fund, chaired by Karin Ots, has paid Norline Shipping since 2011."


def judged(parse_text: ParseText, text: str) -> Judged:
    """Return the judgement of a text of one sentence, with nothing from the rules."""
    parsed = parse_text(text)
    [found] = load_scorer().judge(encode(parsed, find_entities(parsed)), {})
    return found


def advised(text: str) -> tuple[Scene, list[Draft], list[Draft]]:
    """Return the scene of a text, the drafts of the rules, and the drafts after advice."""
    reader = RuleReader()
    scene = reader.scene(make_document(text))
    frames = list(FrameFinder(scene.parsed, scene.entities, reader.vocabulary).frames())
    drafts = [draft for frame in frames for draft in scene.meaning.drafts(frame)]
    return scene, drafts, Advisor(scene, frames).advise(drafts)


def test_the_weights_come_with_the_reader() -> None:
    assert has_encoder()


def test_other_weights_are_another_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    before = RuleReader().version
    monkeypatch.setattr(encoder, "weights", list)
    assert RuleReader().version != before


def test_the_model_knows_the_predicates_of_the_built_in_vocabulary() -> None:
    assert set(load_scorer().predicates) == set(load_vocabulary().predicates)


def test_the_likeliest_predicate_of_a_plain_arrest_is_found(parse_text: ParseText) -> None:
    found = judged(parse_text, ARREST)
    heads = [found.layout.words[side.head] for side in found.layout.sides]
    pair = (heads.index("Officers"), heads.index("Babic"))
    assert (pair, "arrests") in [(best, name) for best, name, _ in found.best(0.4)]


def test_chances_are_probabilities_and_the_same_every_time(parse_text: ParseText) -> None:
    first, second = judged(parse_text, SEAT), judged(parse_text, SEAT)
    assert (first.chances == second.chances).all()
    assert ((first.chances >= 0) & (first.chances <= 1)).all()


def test_a_pair_or_predicate_that_was_not_asked_has_no_chance(parse_text: ParseText) -> None:
    found = judged(parse_text, ARREST)
    assert found.chance((97, 98), "arrests") is None
    assert found.chance(next(iter(found.rows)), "unheard of") is None


def test_advice_keeps_every_draft_and_weighs_those_between_two_sides() -> None:
    _, drafts, weighed = advised(ARREST)
    assert [replace(draft, chance=None) for draft in weighed if not draft.proposed] == drafts
    assert all(draft.chance is not None for draft in weighed if draft.predicate.name == "arrests")


def test_proposals_join_different_actors_of_fitting_types_that_the_rules_left_apart() -> None:
    scene, drafts, weighed = advised(SEAT)
    said = {(draft.subject, draft.predicate.name, draft.object) for draft in drafts}
    proposed = [draft for draft in weighed if draft.proposed]
    assert proposed
    for draft in proposed:
        assert (draft.subject, draft.predicate.name, draft.object) not in said
        assert draft.subject is None or scene.entities.entity_at(draft.subject) != scene.entities.entity_at(
            draft.object
        )
        entity = scene.entities.entity_at(draft.object)
        assert entity is not None
        assert not draft.predicate.object or entity.type in draft.predicate.object


def test_a_proposal_has_to_be_surer_than_a_draft_of_the_rules() -> None:
    scene, drafts, _ = advised(ARREST)
    ruled = drafts[0]
    proposed = replace(ruled, sense=replace(ruled.sense, kind=PROPOSED))
    assert Assembler(scene).floor(proposed) > Assembler(scene).floor(ruled)


def test_an_unknown_agent_is_proposed_only_where_the_predicate_allows_it() -> None:
    _, _, weighed = advised("Ivo Babic was freed, Split was bombed and the Coast Police was praised in Oslo.")
    assert all(draft.predicate.agentless for draft in weighed if draft.proposed and draft.subject is None)


@pytest.mark.parametrize("lengths", [[5, 6, 7, 30, 31], [200] * 12, [10]])
def test_groups_hold_every_sentence_once_and_of_like_length(lengths: list[int]) -> None:
    rows: list[Row] = [(Layout(i, i, (), ("x",), (0,)), [0] * n, []) for i, n in enumerate(lengths)]
    found = list(groups(rows))
    assert [row[0].first for group in found for row in group] == list(range(len(lengths)))
    for group in found:
        assert len(group[-1][1]) - len(group[0][1]) <= SPREAD
        assert len(group) == 1 or len(group) * len(group[-1][1]) <= PIECES_A_BATCH
