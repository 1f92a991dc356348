"""Describe routes in tables: an address, the method of the casefile that answers it, the record that it gives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from inspect import signature
from typing import Any

from sayso.api.access import ALONE, Visit
from sayso.api.context import Context
from sayso.api.paging import Key, Page, cut_page, give_page
from sayso.api.parameters import AFTER, LIMIT, Parameter, Values, hand_over, take_from
from sayso.api.problems import Kind
from sayso.casefile import Casefile

PREFIX = "/api/v1"


@dataclass(frozen=True, slots=True)
class Ask:
    """Hold one request.

    `values` are the query's parameters by name and, where the route takes a body, the body's fields; `path` are the
    parts of the address, `query` its end as it came; `raw` is the body as it came. `gzip` tells that the client takes
    compressed answers. `visit` says who asks, `base` what stands before `/api/v1` in the address,
    `last_event` the last event that a listener has.
    """

    case: Casefile
    context: Context
    values: Values
    path: Mapping[str, str]
    query: str = ""
    raw: bytes = b""
    gzip: bool = False
    visit: Visit = ALONE
    base: str = ""
    last_event: str = ""


type Answerer = Callable[[Ask], object]


@dataclass(frozen=True, slots=True)
class Route:
    """Describe one route.

    `path` stands below `/api/v1`, `name` is the operation's id and never changes. `gives` is the type of what
    `answer` returns: a record, or a Response of its own. `body` are the fields of the JSON object that it takes, None
    for no body; `takes_bytes` tells that it takes a file as it is. `problems` are what can go wrong here beside what
    can everywhere. `cached` tells that the answer follows from the casefile alone and bears an ETag; `writes` that a
    server that is to be read only refuses it; `needs_case` that a casefile is lent to it. `next_name` is the
    parameter that takes what `next` says.
    """

    path: str
    name: str
    summary: str
    tag: str
    gives: object
    answer: Answerer
    parameters: tuple[Parameter, ...] = ()
    method: str = "GET"
    status: int = 200
    body: tuple[Parameter, ...] | None = None
    takes_bytes: bool = False
    problems: tuple[Kind, ...] = ()
    cached: bool = True
    writes: bool = False
    needs_case: bool = True
    media_type: str = "application/json"
    next_name: str = "after"
    description: str = ""


def list_route(
    path: str,
    name: str,
    summary: str,
    tag: str,
    *,
    gives: object,
    method: Callable[..., Any],
    key: Key,
    fixed: Mapping[str, object] | None = None,
    but: tuple[str, ...] = (),
    show: Callable[[Casefile, tuple[Any, ...]], tuple[Any, ...]] | None = None,
    problems: tuple[Kind, ...] = (),
    description: str = "",
) -> Route:
    """Return a route that gives a method's list in pages; its parameters are the method's arguments.

    `key` is the order of the list, ascending and without ties, the id last. `fixed` are arguments that the
    address itself gives. `but` are arguments
    that the list does not know. `show` makes of a page's items what is shown of them.
    """
    given = dict(fixed or {})

    goes_on = "after" in signature(method).parameters

    def answer(ask: Ask) -> Page[Any]:
        wanted = {one: value for one, value in ask.values.items() if one not in {"limit", "after"}} | given
        if goes_on:
            page = give_page(lambda **place: hand_over(method, ask.case, wanted | place), key, ask.values, name)
        else:
            page = cut_page(hand_over(method, ask.case, wanted), key, ask.values, name)
        return page if show is None else replace(page, items=show(ask.case, page.items))

    paged: Any = Page
    taken = (*take_from(method, but=("limit", "after", *given, *but)), LIMIT, AFTER)
    return Route(path, name, summary, tag, paged[gives], answer, taken, problems=problems, description=description)


def one_route(
    path: str,
    name: str,
    summary: str,
    tag: str,
    *,
    gives: object,
    method: Callable[..., Any],
    bound: Mapping[str, str] | None = None,
    problems: tuple[Kind, ...] = (),
    cached: bool = True,
    description: str = "",
) -> Route:
    """Return a route that gives what a method returns; `bound` maps parts of the path to the method's arguments."""
    given = dict(bound or {})

    def answer(ask: Ask) -> object:
        asked = {argument: ask.path[part] for part, argument in given.items()}
        return hand_over(method, ask.case, ask.values | asked)

    taken = take_from(method, but=tuple(given.values()))
    return Route(
        path, name, summary, tag, gives, answer, taken, problems=problems, cached=cached, description=description
    )
