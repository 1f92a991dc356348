"""Give commands the options of `Filter`, each under Filter's own name."""

from collections.abc import Callable, Collection
from typing import Any

import click

from sayso.model.claim import Certainty, Modality
from sayso.model.document import Voice
from sayso.model.edge import Standing

type Decorated = Callable[..., Any]

_DATE = "DATE"


def filter_options(*left_out: str) -> Callable[[Decorated], Decorated]:
    """Add every filter that is not left out; the command takes them as `**asked`, named as in `Filter`."""

    def add(command: Decorated) -> Decorated:
        for option in reversed(_options(left_out)):
            command = option(command)
        return command

    return add


def _options(left_out: Collection[str]) -> list[Callable[[Decorated], Decorated]]:
    """Return the options in the order in which help lists them."""
    many: dict[str, Any] = {"multiple": True}
    found: list[tuple[str, tuple[str, ...], dict[str, Any]]] = [
        ("actor", ("--actor",), {"help": "About this actor (a name or id)."}),
        ("predicate", ("--predicate",), {**many, "help": "Of this predicate; may be given several times."}),
        ("family", ("--family",), {**many, "help": "Of this family of predicates; may be given several times."}),
        ("source", ("--source",), {"help": "That this source stands behind: publisher, author or anyone credited."}),
        ("root", ("--root",), {"help": "That rests on the root with this key."}),
        ("doc", ("--doc",), {**many, "help": "Of this document (its name or id); may be given several times."}),
        ("type", ("--type",), {**many, "help": "With an actor of this type at one end."}),
        ("as_of", ("--as-of",), {"metavar": _DATE, "help": "What holds on this date, or may."}),
        ("known_on", ("--known-on",), {"metavar": _DATE, "help": "What had been published on this date."}),
        ("since", ("--since",), {"metavar": _DATE, "help": "What speaks of this date or later."}),
        ("until", ("--until",), {"metavar": _DATE, "help": "What speaks of this date or earlier."}),
        ("denied", ("--denied/--asserted",), {"default": None, "help": "Denials alone, or assertions alone."}),
        (
            "certainty",
            ("--certainty",),
            {**many, "type": click.Choice([one.value for one in Certainty]), "help": "Told so surely."},
        ),
        (
            "modality",
            ("--modality",),
            {**many, "type": click.Choice([one.value for one in Modality]), "help": "Told so."},
        ),
        (
            "voice",
            ("--voice",),
            {**many, "type": click.Choice([one.value for one in Voice]), "help": "In this voice of a document."},
        ),
        (
            "standing",
            ("--standing",),
            {**many, "type": click.Choice([one.value for one in Standing]), "help": "Of edges so supported."},
        ),
        ("sign", ("--sign",), {"type": click.IntRange(-1, 1), "help": "Friendly (1), hostile (-1) or neither (0)."}),
        ("contested", ("--contested/--uncontested",), {"default": None, "help": "What is disputed, or is not."}),
        ("ruling", ("--ruling",), {"help": "What a person ruled so: accepted, rejected, corrected, unsure, none."}),
    ]
    return [click.option(*names, name, **settings) for name, names, settings in found if name not in left_out]
