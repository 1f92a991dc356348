"""Take the values of a query or of a JSON body: refused where unknown, each once unless it may come often."""

import re
from collections.abc import Collection
from dataclasses import replace
from difflib import get_close_matches

from sayso.api.parameters import Parameter, Values
from sayso.model.errors import UsageError

MOST_LETTERS = 4000

_FLAGS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
_WHOLE = re.compile(r"-?[0-9]{1,15}")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
_SPOKEN = {"text": "string", "whole": "whole number", "number": "number", "flag": "true or false"}


def take(parameters: Collection[Parameter], pairs: Collection[tuple[str, str]]) -> Values:
    """Return the values of a query by name, those not given with their default.

    Raises UsageError for a name that is not known, saying which is near, for a value of the wrong form, and for a
    parameter that comes twice or is missing.
    """
    known = {one.name: one for one in parameters}
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        if name not in known:
            raise UsageError(f"There is no parameter {name!r} here.{_near(name, known)}")
        given.setdefault(name, []).append(value)
    values: Values = {}
    for name, one in known.items():
        if name in given:
            values[name] = _read(one, given[name])
        elif one.required:
            raise UsageError(f"The parameter {name!r} is missing. {one.help}")
        elif one.default is not None:
            values[name] = one.default
    return values


def take_object(parameters: Collection[Parameter], given: object) -> Values:
    """Return the fields of a JSON object by name; raises UsageError as `take` does."""
    if not isinstance(given, dict):
        raise UsageError("The body must be one JSON object.")
    known = {one.name: one for one in parameters}
    values: Values = {}
    for name, value in given.items():
        if name not in known:
            raise UsageError(f"There is no field {name!r} here.{_near(str(name), known)}")
        if value is not None or known[name].nullable:
            values[name] = None if value is None else _check(known[name], value)
    missing = [name for name, one in known.items() if one.required and name not in values]
    if missing:
        raise UsageError(f"The field {missing[0]!r} is missing. {known[missing[0]].help}")
    return values


def _check(one: Parameter, value: object) -> object:
    """Return a JSON value that has the type of its field."""
    if one.many:
        if not isinstance(value, list):
            raise UsageError(f"{one.name!r} must be a list.")
        return tuple(_check(replace(one, many=False), item) for item in value)
    kinds: dict[str, tuple[type, ...]] = {"text": (str,), "whole": (int,), "number": (int, float), "flag": (bool,)}
    if not isinstance(value, kinds[one.kind]) or (isinstance(value, bool) and one.kind != "flag"):
        raise UsageError(f"{one.name!r} must be a {_SPOKEN[one.kind]}.")
    return _convert(one, value) if isinstance(value, str) else value


def _near(name: str, known: Collection[str]) -> str:
    """Return a sentence with the names that look alike, or with all of them."""
    near = get_close_matches(name.lower().replace("-", "_"), list(known), 3, 0.6)
    if near:
        return f" Near are: {', '.join(near)}."
    return f" Known are: {', '.join(known)}." if known else " It takes none."


def _read(one: Parameter, given: list[str]) -> object:
    """Return one parameter's value in its type."""
    if one.many:
        return tuple(str(_convert(one, value)) for value in given)
    if len(given) > 1:
        raise UsageError(f"{one.name!r} was given {len(given)} times; give it once.")
    return _convert(one, given[0])


def _convert(one: Parameter, value: str) -> object:
    if not value:
        raise UsageError(f"{one.name!r} is empty; leave it out, or give it a value.")
    if len(value) > MOST_LETTERS:
        raise UsageError(f"{one.name!r} has {len(value)} letters; at most {MOST_LETTERS} are taken.")
    if one.choices and one.strict and value not in one.choices:
        raise UsageError(f"{one.name!r} is {value!r}; it must be one of: {', '.join(one.choices)}.")
    if one.kind == "text":
        return value
    if one.kind == "flag":
        if value.lower() not in _FLAGS:
            raise UsageError(f"{one.name!r} is {value!r}; it must be true or false.")
        return _FLAGS[value.lower()]
    return _convert_number(one, value)


def _convert_number(one: Parameter, value: str) -> int | float:
    if one.kind == "whole":
        if not _WHOLE.fullmatch(value):
            raise UsageError(f"{one.name!r} is {value!r}; it must be a whole number.")
        number: int | float = int(value)
    else:
        if not _NUMBER.fullmatch(value):
            raise UsageError(f"{one.name!r} is {value!r}; it must be a number.")
        number = float(value)
    if (one.least is not None and number < one.least) or (one.most is not None and number > one.most):
        raise UsageError(f"{one.name!r} is {value}; it must be from {one.least:g} to {one.most:g}.")
    return number
