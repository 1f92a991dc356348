"""Test that the revision tells of every commit and of nothing else."""

from pathlib import Path

from sayso.model import Origin, Unreadable
from sayso.store import Store, open_store

PROBLEM = Unreadable(Origin("a.pdf"), "broken", "It is broken", "Mend it.")


def test_a_commit_changes_the_revision_and_a_question_does_not(store: Store) -> None:
    before = store.revision()
    list(store.documents())
    list(store.check())
    assert store.revision() == before
    store.refuse(PROBLEM)
    assert store.revision() != before


def test_another_connection_sees_the_same_revision(tmp_path: Path) -> None:
    one, other = open_store(tmp_path / "case.sayso"), open_store(tmp_path / "case.sayso")
    before = other.revision()
    one.refuse(PROBLEM)
    assert one.revision() == other.revision() != before
    one.close()
    other.close()


def test_two_casefiles_have_no_revision_alike(tmp_path: Path) -> None:
    one, other = open_store(tmp_path / "one.sayso"), open_store(tmp_path / "other.sayso")
    assert one.revision() != other.revision()
    one.close()
    other.close()
