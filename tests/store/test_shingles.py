import random
from typing import cast

from sayso.intake.duplicates import Fingerprint
from sayso.model import Reading
from sayso.store import Commit, Store
from sayso.store.casebook import SqlStore
from sayso.testing import make_document


def words(seed: int, count: int) -> list[str]:
    chosen = random.Random(seed)
    return [f"w{chosen.randrange(20_000)}" for _ in range(count)]


def commit_text(store: Store, name: str, text: list[str]) -> str:
    doc = make_document(" ".join(text), name)
    print_ = Fingerprint.of(doc.id, doc.text).to_bytes()
    reading = Reading(doc.id, doc.text_id, "r1", (), (), (), len(text))
    store.commit(Commit(doc, reading=reading, run="r1", fingerprint=print_, settle=True))
    return doc.id


def test_a_copy_is_linked_to_the_text_before_it(store: Store) -> None:
    first = commit_text(store, "first", words(1, 900))
    commit_text(store, "other", words(2, 900))
    copy = commit_text(store, "copy", [*words(1, 900), "end"])
    (link,) = store.links()
    assert (link.doc, link.other, link.kind) == (copy, first, "near-duplicate")


def test_a_part_is_found_in_its_whole_whichever_comes_first(store: Store) -> None:
    part, whole = words(3, 1500)[200:320], words(3, 1500)
    one = commit_text(store, "part", part)
    two = commit_text(store, "whole", whole)
    three = commit_text(store, "again", [*whole[700:850]])
    assert {(link.doc, link.other) for link in store.links()} == {(one, two), (three, two)}


def test_copies_are_found_though_all_texts_share_a_formula(store: Store) -> None:
    formula = words(9, 40)
    for seed in range(70):
        commit_text(store, f"page{seed}", [*words(100 + seed, 150), *formula])
    commit_text(store, "copy", [*words(169, 150), *formula, "end"])
    assert [link.kind for link in store.links()] == ["near-duplicate"]
    with cast(SqlStore, store)._forks.reading() as c:
        most = c.exec_driver_sql(
            "SELECT max(n) FROM (SELECT count(*) AS n FROM shingles GROUP BY shingle) AS held"
        ).scalar()
    assert most == 64


def test_a_text_too_short_to_have_shingles_is_linked_to_nothing(store: Store) -> None:
    commit_text(store, "one", ["short"])
    commit_text(store, "two", ["short", "too"])
    assert list(store.links()) == []


def test_a_note_is_found_in_a_long_text_that_takes_it_up(store: Store) -> None:
    long = words(20, 1500)
    note = commit_text(store, "note", long[400:430])
    whole = commit_text(store, "whole", long)
    assert {(link.doc, link.other) for link in store.links()} == {(note, whole)}


def test_few_shingles_of_a_text_are_filed(store: Store) -> None:
    for seed, count in enumerate((60, 120, 240, 480)):
        commit_text(store, f"text{count}", words(30 + seed, count))
    with cast(SqlStore, store)._forks.reading() as c:
        filed = c.exec_driver_sql("SELECT filed FROM printed ORDER BY number").scalars().all()
    assert filed[0] == 56
    assert all(40 < many < 75 for many in filed)
