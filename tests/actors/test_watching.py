"""Compare actors with entries of lists by the rules that join actors."""

from sayso.actors.watching import actor_keys, compare_entry, entry_keys, speaks_against
from sayso.model import Actor, ActorType, Verdict
from sayso.model.watch import WatchEntry

PERSON, ORGANIZATION = ActorType.PERSON, ActorType.ORGANIZATION


def actor(name: str, kind: ActorType = PERSON, *aliases: str) -> Actor:
    return Actor("a", "d", name, kind, named=True, aliases=aliases)


def entry(name: str, kind: ActorType | None = PERSON, **more: tuple[str, ...]) -> WatchEntry:
    return WatchEntry("harbour", "1", name, kind, **more)  # type: ignore[arg-type]


def test_a_full_name_is_what_the_rules_would_join() -> None:
    assert compare_entry(actor("Vera Holm"), entry("HOLM, Vera")).verdict is Verdict.SAME


def test_another_name_of_the_list_is_no_more_than_unsure() -> None:
    found = compare_entry(actor("Vera Holm"), entry("Astrid Lund", aliases=("Vera Holm",)))
    assert (found.verdict, found.score) == (Verdict.UNSURE, 0.9)
    assert any("other name Vera Holm" in reason for reason in found.reasons)


def test_a_weak_name_counts_little() -> None:
    assert compare_entry(actor("Vera Holm"), entry("Astrid Lund", weak=("Vera Holm",))).score == 0.6


def test_other_people_are_no_match() -> None:
    assert compare_entry(actor("Vera Holm"), entry("Vera Lund")).verdict is Verdict.DIFFERENT


def test_another_type_speaks_against_and_is_never_the_same() -> None:
    found = compare_entry(actor("Grey Gull", PERSON), entry("Grey Gull", ActorType.THING))
    assert found.verdict is Verdict.UNSURE
    assert (
        speaks_against(actor("Grey Gull"), entry("Grey Gull", ActorType.THING))
        == "here it is a person, on the list a thing"
    )


def test_a_turned_name_is_known_whatever_type_was_read() -> None:
    assert compare_entry(actor("Vera Holm", ORGANIZATION), entry("HOLM, Vera")).score == 0.5


def test_an_entry_of_open_type_is_compared_as_what_the_actor_is() -> None:
    for kind in (PERSON, ORGANIZATION):
        assert (
            compare_entry(actor("Dolphin Ferry Line", kind), entry("Dolphin Ferry Line", None)).verdict is Verdict.SAME
        )


def test_a_weak_name_and_another_type_still_share_a_key() -> None:
    held = entry_keys(entry("Astrid Lund", weak=("The Grey Captain",)))
    assert held & actor_keys(actor("The Grey Captain", ORGANIZATION))
