"""Tests for what a page reads of claims: one statement for many."""

from sayso.store import ClaimQuery, Store
from tests.store.scenes import commit_of, ferry_document


def test_claims_asked_by_id_are_those_that_a_query_gives(store: Store) -> None:
    store.commit(commit_of(ferry_document()))
    claims = list(store.claims(ClaimQuery()))
    assert claims
    assert any(claim.sources for claim in claims)
    assert store.claims_by_id({*(claim.id for claim in claims), "nobody"}) == {claim.id: claim for claim in claims}


def test_documents_are_named_and_voices_found_claim_by_claim(store: Store) -> None:
    document = ferry_document()
    store.commit(commit_of(document))
    card = store.cards()[document.id]
    named = store.name_docs([document.id, "none"])
    assert set(named) == {document.id}
    assert (named[document.id].metadata, named[document.id].name) == (card.metadata, card.name)
    claims = list(store.claims(ClaimQuery()))
    voices = store.claim_voices([claim.id for claim in claims] + ["none"])
    assert voices == {claim.id: card.segments[claim.segment] for claim in claims}


def test_nothing_asked_gives_nothing(store: Store) -> None:
    assert not store.claims_by_id([])
    assert not store.name_docs([])
    assert not store.claim_voices([])
