"""Test that documents are listed in pages with the counts that the whole list has."""

import pytest

from sayso.model import TextLink
from sayso.model.errors import NotFound
from sayso.store import Commit, Store
from sayso.testing import make_document


@pytest.fixture
def filled(store: Store) -> Store:
    """Give five documents, two of one name, of which one is a copy of another."""
    made = [make_document(f"Words of {number}\n", name) for number, name in enumerate("cabba")]
    for number, document in enumerate(made):
        links = (TextLink(document.id, made[0].id, "near-duplicate", 0.9),) if number == 3 else ()
        store.commit(Commit(document, links=links))
    return store


@pytest.mark.parametrize("size", [1, 2, 5, 9])
def test_pages_hold_what_the_whole_list_holds(filled: Store, size: int) -> None:
    whole = list(filled.documents())
    assert [row.name for row in whole] == ["a", "a", "b", "b", "c"]
    paged, after = [], None
    while page := list(filled.documents(limit=size, after=after)):
        paged += page
        after = page[-1].id
    assert paged == whole


def test_some_documents_alone_have_the_same_rows(filled: Store) -> None:
    whole = {row.id: row for row in filled.documents()}
    for doc, row in whole.items():
        assert list(filled.documents(docs=[doc])) == [row]
    assert list(filled.documents(docs=list(whole))) == list(whole.values())
    assert list(filled.documents(docs=[])) == []


def test_a_copy_and_what_it_copies_name_each_other(filled: Store) -> None:
    copies = {(row.name, row.copies) for row in filled.documents() if row.copies}
    assert copies == {("b", ("c",)), ("c", ("b",))}


def test_going_on_after_what_is_not_there_is_refused(filled: Store) -> None:
    with pytest.raises(NotFound):
        list(filled.documents(after="nothing"))
