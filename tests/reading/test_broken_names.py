"""Test that the words of a broken name are hung together without making a ring of the tree."""

from sayso.reading.broken_names import hang_together
from sayso.reading.name_runs import Raw

WORDS = ("Anna", "LINDE", "and", "Karl", "BERGEN")
HEADS = [1, 4, 1, 1, 4]
LABELS = ["compound", "nsubj", "cc", "conj", "ROOT"]


def test_a_name_whose_last_word_holds_up_the_sentence_stays_as_it_was_parsed() -> None:
    """To hang BERGEN under Karl, who hangs under it by way of LINDE, would leave no way up."""
    entity, start = ["PERSON", "PERSON", "", "PERSON", "PERSON"], [0, 0, -1, 3, 3]
    raw = Raw(WORDS, ["PROPN", "PROPN", "CCONJ", "PROPN", "PROPN"], entity, start, [0] * 5)
    head, dep = list(HEADS), list(LABELS)
    hang_together(raw, head, dep)
    for token in range(len(WORDS)):
        for _ in WORDS:
            token = head[token]
        assert head[token] == token
