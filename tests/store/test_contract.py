"""Hold every store to the protocol: the same tests on memory and on a file."""

from dataclasses import replace

import pytest

from sayso.model import Document, Origin, TextLink, Unreadable, Verdict
from sayso.model.decision import DecisionKind
from sayso.model.errors import NotFound
from sayso.model.search import Place, PlaceQuery
from sayso.store import ClaimQuery, Commit, FrameQuery, Store
from sayso.store.edge_store import EdgeQuery
from sayso.store.words import read_words
from sayso.testing import Planted, ScriptedReader, assert_grounded, make_document
from tests.store.scenes import DENIAL, FERRY, PLANTED, READER, commit_of, ferry_document, pair_decision

EVERYTHING = ClaimQuery()


def count_all(store: Store) -> object:
    stats = store.stats()
    return (stats.documents, stats.claims, stats.frames, stats.raw_actors, stats.sources, stats.edges, stats.judgements)


def search(store: Store, words: str, min_confidence: float = 0.0) -> tuple[Place, ...]:
    return store.places(read_words(words), PlaceQuery(min_confidence=min_confidence), 20).places


def test_what_is_written_comes_back_equal(store: Store) -> None:
    commit = commit_of(ferry_document())
    store.commit(commit)
    assert commit.reading is not None
    assert tuple(store.claims(EVERYTHING)) == commit.reading.claims
    assert tuple(store.frames(FrameQuery())) == commit.reading.frames
    assert set(store.actors()) == set(commit.reading.actors)


def test_a_document_comes_back_equal(store: Store) -> None:
    document = ferry_document()
    store.commit(commit_of(document))
    assert store.document(document.id) == document


def test_an_unknown_document_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound, match="no document"):
        store.document("0" * 64)


def test_a_stored_claim_is_grounded(store: Store) -> None:
    document = ferry_document()
    store.commit(commit_of(document))
    for claim in store.claims(EVERYTHING):
        assert_grounded(claim, store.document(claim.doc))


def test_writing_again_adds_nothing(store: Store) -> None:
    store.commit(commit_of(ferry_document()))
    before, found = count_all(store), search(store, "ferry")
    store.commit(commit_of(ferry_document()))
    assert count_all(store) == before
    assert search(store, "ferry") == found


def test_the_same_bytes_elsewhere_add_an_origin(store: Store) -> None:
    document = ferry_document()
    store.commit(commit_of(document))
    assert store.add_origins(document.id, [Origin("copy.txt"), Origin("mail.zip", "ferry.txt")]) == 2
    assert store.add_origins(document.id, [Origin("copy.txt")]) == 0
    (row,) = store.documents()
    assert [origin.location for origin in row.origins] == ["copy.txt", "ferry.txt", "mail.zip"]


def test_a_newer_reader_replaces_the_older_one(store: Store) -> None:
    document = ferry_document()
    store.commit(commit_of(document))
    newer = ScriptedReader((PLANTED[1],), release="2")
    store.commit(commit_of(document, newer))
    (claim,) = store.claims(EVERYTHING)
    assert claim.reader == str(newer.version)
    known = store.known(document.id)
    assert known is not None
    assert known.runs == {str(READER.version), str(newer.version)}
    assert store.held() == (1, 1)
    assert list(store.check()) == []


def test_a_newer_reader_that_refuses_leaves_no_claims(store: Store) -> None:
    document = ferry_document()
    store.commit(commit_of(document))
    problem = Unreadable(document.origins[0], "language", "It is in Frisian", "Use another reader.", document.id)
    store.commit(Commit(document, run="newer/1+0", problem=problem))
    assert list(store.claims(EVERYTHING)) == []
    assert store.stats().edges == 0
    assert list(store.check()) == []


def test_imported_claims_stand_beside_a_reader_and_not_twice(store: Store) -> None:
    document = ferry_document()
    imported = commit_of(document, ScriptedReader((PLANTED[0],)))
    store.commit(Commit(document, reading=imported.reading, run="import", imported=True))
    store.commit(commit_of(document, ScriptedReader((PLANTED[1],), release="2")))
    assert len(list(store.claims(EVERYTHING))) == 2
    store.commit(commit_of(document, ScriptedReader(PLANTED, release="3")))
    assert len(list(store.claims(EVERYTHING))) == 2
    assert list(store.check()) == []


def test_a_refused_document_is_kept_with_its_reason(store: Store) -> None:
    document = ferry_document()
    problem = Unreadable(document.origins[0], "language", "It is in Frisian", "Use another reader.", document.id)
    store.commit(Commit(document, run="scripted/1+0", problem=problem))
    (row,) = store.documents()
    assert (row.status, row.reason) == ("unreadable", "It is in Frisian")
    assert list(store.problems()) == [problem]


def test_reading_what_was_refused_strikes_out_the_reason(store: Store) -> None:
    document = ferry_document()
    problem = Unreadable(document.origins[0], "failed", "The reader failed", "Report it.", document.id)
    store.commit(Commit(document, problem=problem))
    assert store.stats().failed == 1
    store.commit(commit_of(document))
    assert list(store.problems()) == []
    assert [row.status for row in store.documents()] == ["read"]


def test_a_file_refused_twice_is_listed_once(store: Store) -> None:
    for reason in ("it is empty", "it is broken"):
        store.refuse(Unreadable(Origin("x.pdf"), "broken", reason, "Get it again."))
    assert [problem.reason for problem in store.problems()] == ["it is broken"]


def test_documents_come_by_name_and_claims_by_place(store: Store) -> None:
    for name in ("c", "a", "b"):
        store.commit(commit_of(ferry_document(name, more=name)))
    assert [row.name for row in store.documents()] == ["a", "b", "c"]
    names = {doc: name for name, doc in store.doc_names()}
    order = [(names[claim.doc], claim.evidence.span.start) for claim in store.claims(EVERYTHING)]
    assert order == sorted(order)


def test_claims_are_chosen_by_actor_predicate_and_denial(store: Store) -> None:
    store.commit(commit_of(ferry_document()))
    store.commit(
        commit_of(
            make_document("Kite Rail sued Moss Bank.", "rail"),
            ScriptedReader((Planted("Kite Rail sued Moss Bank", "Kite Rail", "accuses", "Moss Bank"),)),
        )
    )
    barlow = store.named("barlow lines")
    assert len(list(store.claims(ClaimQuery(actors=barlow)))) == 2
    assert [c.predicate for c in store.claims(ClaimQuery(predicates=["accuses"]))] == ["accuses"]
    assert [c.evidence.words for c in store.claims(ClaimQuery(denied=True))] == [DENIAL]
    assert list(store.claims(ClaimQuery(docs=[]))) == []


def test_edges_count_assertions_and_denials(store: Store) -> None:
    store.commit(commit_of(ferry_document()))
    assert store.stats().edges == 1
    assert set(store.claim_counts().values()) == {2}


def test_claims_less_sure_are_left_out_of_every_count(store: Store) -> None:
    unsure = replace(PLANTED[1], confidence=0.3)
    store.commit(commit_of(ferry_document(), ScriptedReader((PLANTED[0], unsure))))
    assert [claim.evidence.words for claim in store.claims(ClaimQuery(min_confidence=0.5))] == [FERRY]
    assert set(store.claim_counts(0.5).values()) == {1}
    stats = store.stats(0.5)
    assert (stats.claims, stats.denied, stats.sources, stats.edges) == (1, 0, 0, 1)
    assert [row.claims for row in store.documents(0.5)] == [1]
    assert [place.kind for place in search(store, "never", 0.5)] == ["segment"]
    assert store.stats(0.95).edges == 0


def test_a_ruling_moves_edges_and_can_be_undone(store: Store) -> None:
    for name in ("a", "b"):
        store.commit(commit_of(ferry_document(name, more=name)))
    left, right = store.named("osprey")
    store.decide(pair_decision(store, DecisionKind.MERGE, left, right), frozenset())
    assert store.claim_counts()[left] == 4
    store.decide(pair_decision(store, DecisionKind.KEEP_APART, left, right), frozenset())
    assert store.claim_counts()[left] == 2
    assert [row.verdict for row in store.judgements()] == [Verdict.SAME, Verdict.DIFFERENT]
    assert list(store.check()) == []


def test_counters_stay_right_when_a_commit_moves_old_actors(store: Store) -> None:
    first, second = ferry_document("a"), ferry_document("b", more="b")
    store.commit(commit_of(first))
    (old,) = store.named("osprey")
    commit = commit_of(second)
    assert commit.reading is not None
    new = next(actor.id for actor in commit.reading.actors if actor.name == "Osprey")
    store.commit(commit_of(second, canonical={old: new}))
    assert store.claim_counts()[new] == 4
    assert list(store.check()) == []


def owner_of(document: Document) -> str:
    """Return the raw id of the ferry's owner as a document names it."""
    reading = commit_of(document).reading
    assert reading is not None
    return next(actor.id for actor in reading.actors if actor.name == "Barlow Lines")


def test_two_actors_that_a_new_document_makes_one_take_all_their_ties_along(store: Store) -> None:
    documents = [ferry_document(name, name) for name in ("first", "second", "third")]
    one, two, new = (owner_of(document) for document in documents)
    for document in documents[:2]:
        store.commit(commit_of(document))
    store.commit(commit_of(documents[2], canonical={one: new, two: new}))
    assert list(store.recount()) == []
    assert {card.subject for card in store.list_edges(EdgeQuery())} == {new}


def test_search_finds_all_words_in_segments_claims_and_frames(store: Store) -> None:
    store.commit(commit_of(ferry_document()))
    kinds = {place.kind for place in search(store, "ferry")}
    assert kinds == {"segment", "claim", "frame"}
    assert search(store, "ferry zeppelin") == ()


def test_the_words_of_a_place_are_at_its_offsets(store: Store) -> None:
    document = ferry_document()
    store.commit(commit_of(document))
    places = search(store, "OSPREY bought")
    found = store.place_texts(places)
    assert {place.kind for place in places} == {"segment", "claim"}
    assert [one.words for one in found] == [document.text[one.start : one.start + len(one.words)] for one in found]
    assert all("Osprey" in one.words for one in found)


def test_links_between_texts_show_as_copies(store: Store) -> None:
    first, second = ferry_document("a"), ferry_document("b", more="b")
    store.commit(commit_of(first))
    store.commit(commit_of(second, links=(TextLink(second.id, first.id, "near-duplicate", 0.9),)))
    assert [row.copies for row in store.documents()] == [("b",), ("a",)]
    assert list(store.fingerprints()) == sorted((doc, b"\x00print") for doc in (first.id, second.id))


def test_a_claim_is_found_by_the_start_of_its_id(store: Store) -> None:
    store.commit(commit_of(ferry_document()))
    claim = next(store.claims(EVERYTHING))
    assert store.claim_ids(claim.id[:12]) == [claim.id]
    assert store.claims_by_id([claim.id, "claim-none"]) == {claim.id: claim}


def test_a_sound_casefile_has_no_findings(store: Store) -> None:
    store.commit(commit_of(ferry_document()))
    assert list(store.check({"controls"})) == []


def test_a_predicate_outside_the_vocabulary_is_found(store: Store) -> None:
    store.commit(commit_of(ferry_document()))
    assert {finding.code for finding in store.check(set())} == {"predicate"}


def test_part_of_a_text_comes_back(store: Store) -> None:
    document = ferry_document()
    store.commit(commit_of(document))
    assert store.text(document.text_id, 0, len(FERRY)) == FERRY


def test_closing_twice_does_nothing(store: Store) -> None:
    store.close()
    store.close()
