"""Check text that comes from outside: it is whole, in UTF-8, and no longer than what it is for.

Whoever opens a file decodes it with `surrogateescape`, so that bytes that are no text are lone surrogates here and one
line of them is refused alone, never put in with a sign that stands for what was lost.
"""

from collections.abc import Iterator

from sayso.model.errors import ExchangeError

MOST_LINE = 2**24
"""Letters of one line."""
MOST_TEXT = 10_000
"""Letters of a name or a field."""
_MARKS = ("\udcff\udcfe", "\udcfe\udcff")
"""What the first bytes of UTF-16 are where they are read as UTF-8."""
_NULL = "\x00"


def check_encoding(text: str) -> None:
    """Raise ExchangeError where a line or a file was no UTF-8, and say what to do."""
    if text.startswith(_MARKS):
        raise ExchangeError("is UTF-16 and not UTF-8: save the file as UTF-8")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ExchangeError(f"is no UTF-8 (letter {error.start + 1:,}): save the file as UTF-8") from error


def check_texts(value: object) -> None:
    """Raise ExchangeError for a text in parsed JSON that no file can keep: a null character, half a letter."""
    for text in _texts(value):
        if _NULL in text:
            raise ExchangeError("holds a null character (\\u0000): take it out")
        try:
            text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise ExchangeError("holds half a letter (a lone surrogate, \\ud800 to \\udfff): take it out") from error


def check_length(name: str, text: str, most: int = MOST_TEXT) -> None:
    """Raise ExchangeError for a field that is too long."""
    if len(text) > most:
        raise ExchangeError(f"{name} has {len(text):,} letters; {most:,} is the most")


def check_id(name: str) -> None:
    """Raise ExchangeError for an id that cannot be typed or printed: white space, steering characters, great length."""
    if len(name) > 200 or not name.isprintable() or any(letter.isspace() for letter in name):
        raise ExchangeError(f"id is {name[:40]!r}; it must be one word of at most 200 letters")


def _texts(value: object) -> Iterator[str]:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, list):
            waiting += one
