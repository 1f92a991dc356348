"""Take query parameters: named as the arguments in Python, refused where unknown, each once unless it may come often.

What a route takes is read from the signature of the method that answers it, so that the address, the method and the
OpenAPI document cannot disagree.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from inspect import Parameter as Argument
from inspect import signature
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from sayso.model import ActorType, Certainty, Modality, Voice
from sayso.model.edge import Standing
from sayso.model.filter import Filter

type Values = dict[str, Any]
type Kind = Literal["text", "whole", "number", "flag"]

DEFAULT_LIMIT, MOST = 50, 1000
MOST_UNPAGED = 5000
"""How long a list may be that comes in one piece, such as the ties of a network."""

HELP: Mapping[str, str] = {
    "actor": "An actor, by name or id: subject or object.",
    "predicate": "A predicate of the vocabulary.",
    "family": "A family of predicates.",
    "source": "A source, by name or id: any link of the say-so, publisher and author too.",
    "root": "The key of a root.",
    "doc": "A document, by name or id.",
    "type": "A kind of actor: one end has it.",
    "as_of": "An EDTF date on which it holds, may hold, or was last attested before.",
    "known_on": "An EDTF date on which it had been published.",
    "since": "An EDTF date from which on lies what the claim speaks of, as far as it may.",
    "until": "An EDTF date up to which lies what the claim speaks of, as far as it may.",
    "denied": "true: denials alone; false: assertions alone.",
    "certainty": "certain, probable or possible.",
    "modality": "actual, intended or hypothetical.",
    "voice": "Whose voice a segment has: title, body, quotation, footnote, caption, comment.",
    "standing": "How well an edge is supported.",
    "sign": "1, 0 or -1, of the predicate.",
    "contested": "true: what is disputed alone.",
    "ruling": "What a person ruled of the claim: accepted, rejected, corrected, unsure, none.",
    "min_confidence": "How likely a claim must be right at least, 0 to 1.",
    "ties": "How many ties are shown, some of each section first; 0 for all.",
    "limit": "At most so many.",
    "after": "Where the page before ended: what its `next` says.",
    "like": "Letters that stand in a name or alias, case and accents aside.",
    "named": "true: those with a name alone; false: those without.",
    "start": "An actor, by name or id.",
    "end": "Another actor, by name or id.",
    "through": "An actor that the path must lead through.",
    "avoid": "An actor that the path must not lead through.",
    "max_hops": "How many steps at most, up to 6.",
    "hops": "How many steps round the actor, 1 to 3.",
    "strongest": "true: those on most independent roots first.",
    "hub_limit": "Actors with more ties than this are not led through; 0 for no limit.",
    "layout": "true: give each actor a place in the unit square.",
    "kind": "What kind, of those that the answer knows.",
    "currency": "An ISO 4217 code.",
    "period": "day, month, year, decade, century or all.",
    "by": "By what: the lanes of a timeline, what two sides of a change are, who ruled.",
    "before": "The earlier side: a date, documents or sources, as `by` says.",
    "start_after": "Where the page before ended: what its `next` says.",
    "subject": "The actor that does, by name or id.",
    "object": "The actor to whom it is done, by name or id.",
    "claim": "A claim, by its id or the start of it.",
    "left": "An actor, by name or id.",
    "right": "Another actor, by name or id.",
    "why": "The reason, in words.",
    "grade": "A to F (Admiralty code).",
    "question": "A question, in its words.",
    "title": "What a hypothesis is called.",
    "statements": "Statements: subject | predicate | object, with | denied and | as of DATE after it; or free words.",
    "hypothesis": "A hypothesis, by its id, the start of it, or its title.",
    "rating": "CC, C, N, I or II: very consistent to very inconsistent.",
    "relevance": "How much a claim bears on the question: high, medium or low.",
    "seq": "The number of a decision.",
    "effective": "true: those in force; false: those undone.",
    "role": "reader, reviewer, editor or owner.",
    "for_s": "For how many seconds to listen; then ask again with the last id.",
    "last": "The id of the last event that was heard, where no header says it.",
    "label": "What a token is for, in a few words.",
    "days": "For how many days it is good.",
    "password": "The password so far.",
    "new_password": "The password from now on, at least 12 letters.",
    "order": "Whether the oldest or the newest come first.",
    "alone": "true: the ties of which no other source speaks alone.",
    "known": "A hash that an earlier audit gave.",
    "format": "The form; jsonl is the interchange form.",
    "table": "Of forms with tables: claims, ties or actors.",
    "tlp": "The TLP mark of a STIX bundle: white, green, amber or red.",
    "recount": "true: also count everything anew and compare; takes as long as reading it all.",
    "lemma": "The base form of the word that a frame hangs on.",
    "paths": "Paths of files, folders or archives on the server, or web addresses.",
    "name": "The name of the file, with its ending.",
    "list": "A watchlist, by name.",
    "entry": "An entry of a watchlist: LIST/ID.",
    "verdict": "same, different or unsure.",
    "min_score": "How like the names must be at least, 0 to 1.",
    "judged": "open, same, different or unsure: what people judged.",
    "propose": "true: say what would be merged, and merge nothing.",
    "words": "Words that must all stand there; words in quotation marks stand so.",
}
"""What each parameter means; one that is not here is explained by its name."""

_VALUES: Mapping[str, tuple[str, ...]] = {
    "certainty": tuple(Certainty),
    "modality": tuple(Modality),
    "voice": tuple(Voice),
    "standing": tuple(Standing),
    "type": tuple(ActorType),
    "ruling": ("accepted", "rejected", "corrected", "unsure", "none"),
}
"""The values of filters, for the OpenAPI document; the casefile checks them, and takes them in any case."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """Describe one parameter.

    `kind` is text, whole, number or flag; `many` tells that it may come several times, `strict` that nothing but one
    of `choices` is let through to the casefile, `nullable` that null in a body is a value of its own.
    """

    name: str
    kind: Kind = "text"
    many: bool = False
    required: bool = False
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    default: object = None
    strict: bool = True
    nullable: bool = False

    @property
    def help(self) -> str:
        """Return what it means, in one sentence."""
        return HELP.get(self.name, self.name.replace("_", " ").capitalize() + ".")


_BOUNDS: Mapping[str, tuple[float, float]] = {"min_confidence": (0, 1), "limit": (1, MOST_UNPAGED)}
LIMIT = Parameter("limit", "whole", least=1, most=MOST, default=DEFAULT_LIMIT)
AFTER = Parameter("after")


def take_from(method: Callable[..., object], *, but: Collection[str] = ()) -> tuple[Parameter, ...]:
    """Return the parameters that a method of the casefile takes; a Filter stands for all its fields."""
    found: dict[str, Parameter] = {}
    for argument in signature(method).parameters.values():
        if argument.name in {"self", *but} or argument.kind is Argument.VAR_POSITIONAL:
            continue
        if argument.kind is Argument.VAR_KEYWORD and "Asked" not in str(argument.annotation):
            continue
        if _is_filter(argument) or argument.kind is Argument.VAR_KEYWORD:
            found |= {one.name: one for one in FILTERS if one.name not in {*but, *found}}
        else:
            found[argument.name] = _describe(argument.name, argument.annotation, argument.default)
    return tuple(found.values())


def _is_filter(argument: Argument) -> bool:
    """Tell whether an argument takes a Filter, or a Filter or None."""
    hint = argument.annotation
    return hint is Filter or Filter in get_args(hint) or (isinstance(hint, str) and hint.split(" ")[0] == "Filter")


def _describe(name: str, hint: object, default: object) -> Parameter:
    """Return what a type hint says of a parameter."""
    parts = _parts(hint)
    many = any(get_origin(part) in {Sequence, tuple, list} for part in parts)
    kinds: dict[object, Kind] = {bool: "flag", int: "whole", float: "number"}
    kind: Kind = next((kinds[part] for part in (bool, float, int) if part in parts), "text")
    required = default is Argument.empty
    enums = [part for part in parts if isinstance(part, type) and issubclass(part, StrEnum)]
    choices = tuple(str(one) for enum in enums for one in enum)
    literals = tuple(str(value) for part in parts if get_origin(part) is Literal for value in get_args(part))
    least, most = _BOUNDS.get(name, (None, None))
    shown = default if isinstance(default, str | int | float | bool) and default != "" else None
    if name == "limit" and default is None:
        shown = MOST_UNPAGED // 10
    return Parameter(name, kind, many, required, choices or literals, least, most, shown)


def _parts(hint: object) -> tuple[object, ...]:
    """Return the members of a union, None left out."""
    if isinstance(hint, str):
        return tuple(_NAMED.get(part.strip(), str) for part in hint.split("|") if part.strip() != "None")
    if get_origin(hint) in {Union, UnionType}:
        return tuple(part for part in get_args(hint) if part is not type(None))
    return (hint,)


_NAMED: Mapping[str, object] = {"bool": bool, "int": int, "float": float, "tuple[str, ...]": tuple[str, ...]}

FILTERS: tuple[Parameter, ...] = tuple(
    replace(_describe(field.name, field.type, None), choices=_VALUES.get(field.name, ()), strict=False)
    for field in fields(Filter)
)
"""Every field of Filter as a parameter, in its order."""


def hand_over(method: Callable[..., Any], case: object, values: Values) -> Any:
    """Call a method of the casefile's class with those values that it takes, as a Filter where it takes one."""
    arguments: Values = {}
    taken = signature(method).parameters.values()
    whole = any(_is_filter(argument) for argument in taken)
    for argument in taken:
        if _is_filter(argument):
            arguments[argument.name] = Filter(**_filters_of(values, arguments))
        elif argument.kind is Argument.VAR_KEYWORD:
            arguments |= {} if whole else _filters_of(values, arguments)
        elif argument.name in values:
            arguments[argument.name] = values[argument.name]
    return method(case, **arguments)


def _filters_of(values: Values, taken: Values) -> Values:
    """Return the values that are fields of Filter and not taken as arguments of their own."""
    return {field.name: values[field.name] for field in fields(Filter) if field.name in values.keys() - taken.keys()}
