"""Describe what is carried out of a casefile: the forms, and the report of what was written and what was lost."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExportForm:
    """Describe one form.

    `suffix` is the usual ending of its files, `binary` tells bytes from text. `tables` are the parts of which one is
    written at a time, empty where the form is one whole.
    """

    name: str
    means: str
    suffix: str
    media_type: str
    binary: bool = False
    tables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Loss:
    """Say what the form cannot hold: what, how many of them, and what became of them instead."""

    what: str
    many: int
    instead: str


@dataclass(frozen=True, slots=True)
class ExportReport:
    """Say what an export wrote: pairs of what and how many, and what was lost on the way."""

    form: str
    written: tuple[tuple[str, int], ...]
    lost: tuple[Loss, ...] = ()

    def count(self, what: str) -> int:
        """Return how many of something were written, 0 for what the form has not."""
        return dict(self.written).get(what, 0)
