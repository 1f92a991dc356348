"""Read the United Nations' consolidated list, as its XML is published.

Nothing outside the file is asked for and no entity is expanded: a document type is refused, as are deeper trees and
longer texts than such a list has.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from sayso.exchange.watch_items import Dated, Draft, Item
from sayso.model import ActorType
from sayso.model.errors import ExchangeError

MOST_DEPTH = 16
MOST_TEXT = 100_000
"""Letters in one entry."""
MOST_PARTS = 5_000
"""Elements in one entry."""
PIECE = 2**16
_KINDS: Mapping[str, ActorType] = {"INDIVIDUAL": ActorType.PERSON, "ENTITY": ActorType.ORGANIZATION}
_NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_ROOT = "CONSOLIDATED_LIST"


@dataclass(slots=True)
class _Part:
    """Hold one element below an entry."""

    tag: str
    words: list[str] = field(default_factory=list)
    parts: "list[_Part]" = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def texts(self, *path: str) -> list[str]:
        """Return the texts that are not empty at the end of a path of tags."""
        if not path:
            return [self.text] if self.text else []
        return [text for part in self.parts if part.tag == path[0] for text in part.texts(*path[1:])]

    def first(self, tag: str) -> str:
        return next(iter(self.texts(tag)), "")


class _Reader:
    """Build one entry at a time, as the parser tells of it."""

    def __init__(self) -> None:
        self.done: list[_Part] = []
        self.date: str | None = None
        self._path: list[_Part] = []
        self._depth = self._letters = self._parts = 0

    def make_parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._say
        parser.StartDoctypeDeclHandler = _refuse_type
        return parser

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth == 1:
            if tag != _ROOT:
                raise ExchangeError(f"This XML is a {tag[:40]!r} and no {_ROOT}. Fetch the list itself as XML.")
            self.date = attributes.get("dateGenerated")
        if self._depth > MOST_DEPTH:
            raise ExchangeError(f"The XML is deeper than {MOST_DEPTH} elements: such a list is not.")
        if not self._path:
            if tag not in _KINDS:
                return
            self._letters = self._parts = 0
        self._parts += 1
        if self._parts > MOST_PARTS:
            raise ExchangeError(f"An entry has more than {MOST_PARTS:,} elements: such a list has not.")
        part = _Part(tag)
        if self._path:
            self._path[-1].parts.append(part)
        self._path.append(part)

    def _end(self, tag: str) -> None:
        del tag
        self._depth -= 1
        if self._path:
            part = self._path.pop()
            if not self._path:
                self.done.append(part)

    def _say(self, words: str) -> None:
        if self._path:
            self._letters += len(words)
            if self._letters > MOST_TEXT:
                raise ExchangeError(f"An entry is longer than {MOST_TEXT:,} letters: such a list has none.")
            self._path[-1].words.append(words)


def _refuse_type(*_: object) -> None:
    raise ExchangeError("The XML declares a document type, which may name entities. The published list has none.")


def read_un(stream: IO[bytes], listed: str) -> Iterator[Item]:
    """Yield the entries; one without reference number or name is refused.

    Raises ExchangeError where the XML is broken: what stands after that is not known, and half a list is no list.
    """
    reader, number = _Reader(), 0
    parser = reader.make_parser()
    while True:
        piece = stream.read(PIECE)
        try:
            parser.Parse(piece, not piece)
        except expat.ExpatError as error:
            raise ExchangeError(f"The XML is broken: {error}. Fetch the list once more.") from error
        for part in reader.done:
            number += 1
            yield _draft(part).finish(listed, f"entry {number}")
        reader.done.clear()
        if not piece:
            break
    if reader.date:
        yield Dated(reader.date[:10])


def _draft(part: _Part) -> Draft:
    own = f"{part.tag}_"
    aliases = [one for one in part.parts if one.tag == f"{own}ALIAS"]
    weak = [one for one in aliases if one.first("QUALITY").casefold() == "low"]
    born = [one for one in part.parts if one.tag == f"{own}DATE_OF_BIRTH"]
    return Draft(
        id=part.first("REFERENCE_NUMBER") or part.first("DATAID"),
        name=" ".join(text for tag in _NAMES for text in part.texts(tag)),
        type=_KINDS[part.tag],
        aliases=[*part.texts("NAME_ORIGINAL_SCRIPT"), *(one.first("ALIAS_NAME") for one in aliases if one not in weak)],
        weak=[one.first("ALIAS_NAME") for one in weak],
        births=[_birth(one) for one in born],
        countries=[*part.texts("NATIONALITY", "VALUE"), *part.texts(f"{own}ADDRESS", "COUNTRY")],
        topics=part.texts("UN_LIST_TYPE"),
        remarks=part.first("COMMENTS1"),
    )


def _birth(part: _Part) -> str:
    """Return a date of birth; of two years between which it lies the first, as a vague one."""
    date = part.first("DATE") or part.first("YEAR")
    about = part.first("TYPE_OF_DATE").casefold() not in ("", "exact")
    if not date:
        date, about = part.first("FROM_YEAR"), True
    return f"circa {date}" if about and date else date
