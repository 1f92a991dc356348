"""Spell a set of words as one string, since lists of them read badly one a line."""


def word_set(words: str) -> frozenset[str]:
    """Return the words of a string parted by white space."""
    return frozenset(words.split())
