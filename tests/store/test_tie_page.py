"""Tests for the strongest ties of an actor."""

from sayso.store import Store
from sayso.store.edge_store import EdgeQuery
from tests.store.scenes import commit_of, ferry_document


def test_a_page_of_ties_holds_what_the_whole_list_does(store: Store) -> None:
    store.commit(commit_of(ferry_document()))
    (edge,) = store.list_edges(EdgeQuery())
    for actor in (edge.subject, edge.object):
        rows, more = store.tie_page(actor, 10, EdgeQuery(), 5, 1)
        assert [row.id for row in rows] == [row.id for row in store.tie_rows(actor, None)]
        assert not more
        assert rows[0].alike == 1
    assert store.tie_page("nobody", 10, EdgeQuery(), 5, 1) == ([], False)


def test_a_page_of_ties_tells_that_there_may_be_more(store: Store) -> None:
    store.commit(commit_of(ferry_document()))
    (edge,) = store.list_edges(EdgeQuery())
    assert store.tie_page(edge.subject, 1, EdgeQuery(), 1, 1)[1]
    assert store.tie_page(edge.subject, 10, EdgeQuery(denied=True, predicates={"none"}), 5, 1) == ([], False)
