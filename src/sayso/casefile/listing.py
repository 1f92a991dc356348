"""Give what a question yields as an iterator that a notebook can show and that becomes a data frame."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from sayso.model.errors import UsageError
from sayso.model.plain_words import clean

if TYPE_CHECKING:
    import pandas
    import polars

    from sayso.exchange.rows import Cell, CellType, Row

SHOWN = 20
"""How many rows a notebook shows."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Say how answers become rows: the function, the columns with their types, and those that a notebook shows."""

    row: "Callable[[Any], Row]"
    columns: "Mapping[str, CellType]"
    shown: Sequence[str]


class Listing[T](Iterator[T]):
    """Yield answers one by one, lazily; `to_pandas()` and `to_polars()` give those that are left as a data frame.

    Looking at it in a notebook shows the first rows and takes none away. `lay_out` is asked where rows are wanted.
    """

    def __init__(self, answers: Iterable[T], lay_out: Callable[[], Layout]) -> None:
        self._answers = iter(answers)
        self._lay_out = lay_out

    def __iter__(self) -> Iterator[T]:
        """Return itself: it can be gone through once."""
        return self

    def __next__(self) -> T:
        """Return the next answer."""
        return next(self._answers)

    def to_pandas(self) -> "pandas.DataFrame":
        """Return what is left as a pandas data frame; raises UsageError where pandas is not installed."""
        library = _load("pandas")
        kinds = {"text": "string", "whole": "Int64", "number": "Float64", "flag": "boolean"}
        layout = self._lay_out()
        held = self._take(layout)
        arrays = {name: library.array(held[name], dtype=kinds[kind]) for name, kind in layout.columns.items()}
        made: pandas.DataFrame = library.DataFrame(arrays)
        return made

    def to_polars(self) -> "polars.DataFrame":
        """Return what is left as a Polars data frame; raises UsageError where Polars is not installed."""
        library = _load("polars")
        kinds = {"text": library.String, "whole": library.Int64, "number": library.Float64, "flag": library.Boolean}
        layout = self._lay_out()
        schema = {name: kinds[kind] for name, kind in layout.columns.items()}
        made: polars.DataFrame = library.DataFrame(self._take(layout), schema=schema)
        return made

    def _take(self, layout: Layout) -> "dict[str, list[Cell]]":
        rows = [layout.row(answer) for answer in self]
        return {name: [row.get(name) for row in rows] for name in layout.columns}

    def _repr_html_(self) -> str:
        """Return the first rows as a table, for a notebook."""
        first = list(islice(self._answers, SHOWN + 1))
        self._answers = chain(first, self._answers)
        layout = self._lay_out()
        rows = [layout.row(answer) for answer in first[:SHOWN]]
        head = "".join(f"<th>{escape(name.replace('_', ' '))}</th>" for name in layout.shown)
        body = "".join(f"<tr>{''.join(_cell(row.get(name)) for name in layout.shown)}</tr>" for row in rows)
        more = f"<p>the first {SHOWN}; there are more</p>" if len(first) > SHOWN else ""
        if not rows:
            return "<p>nothing answers</p>"
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _cell(value: "Cell") -> str:
    told = "" if value is None else clean(str(value))
    return f'<td style="text-align:left"><bdi>{escape(told)}</bdi></td>'


def _load(name: str) -> Any:
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError:
        raise UsageError(f"{name} is not installed. Install it beside sayso: pip install {name}") from None


def list_claims[T](answers: Iterable[T]) -> Listing[T]:
    """Return claims as a listing."""
    return Listing(answers, _lay_claims)


def list_actors[T](answers: Iterable[T]) -> Listing[T]:
    """Return actors as a listing."""
    return Listing(answers, _lay_actors)


def list_ties[T](answers: Iterable[T]) -> Listing[T]:
    """Return ties as a listing."""
    return Listing(answers, _lay_ties)


def _lay_claims() -> Layout:
    from sayso.exchange.rows import CLAIM_COLUMNS, view_row

    columns = {name: kind for name, kind in CLAIM_COLUMNS.items() if name not in ("tie", "subject_type", "object_type")}
    shown = ("subject", "predicate", "object", "polarity", "certainty", "modality", "time", "say_so", "words")
    return Layout(view_row, columns, shown)


def _lay_actors() -> Layout:
    from sayso.exchange.rows import ACTOR_COLUMNS, actor_row

    return Layout(actor_row, ACTOR_COLUMNS, ("name", "type", "aliases", "documents", "claims"))


def _lay_ties() -> Layout:
    from sayso.exchange.rows import EDGE_COLUMNS, edge_row

    shown = ("subject", "predicate", "object", "standing", "roots", "denying_roots", "asserted", "denied", "said_by")
    return Layout(edge_row, EDGE_COLUMNS, shown)
