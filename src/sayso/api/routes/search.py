"""Find words, with counts by field."""

from dataclasses import dataclass

from sayso.api.paging import make_cursor, read_cursor
from sayso.api.parameters import AFTER, LIMIT, hand_over, take_from
from sayso.api.problems import NOT_FOUND
from sayso.api.route import Ask, Route
from sayso.casefile import Casefile
from sayso.model.errors import UsageError
from sayso.model.search import Facet, SearchHit


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hold one page of a search.

    `total` places were found; with `more` there are others, which were not ranked or counted. `facets` count all
    `total` places, not the page. `next` is what to send as `after` for the page that follows, None on the last.
    """

    items: tuple[SearchHit, ...]
    next: str | None
    total: int
    more: bool
    facets: tuple[Facet, ...]


def _search(ask: Ask) -> SearchResult:
    """Return a page of hits; `after` goes on after the key of a hit."""
    values = dict(ask.values)
    if "after" in values:
        (values["after"], *rest) = read_cursor(values["after"], ask.values, "search")
        if rest or not isinstance(values["after"], str):
            raise UsageError("'after' is not one that this list gave. Begin again without it.")
    page = hand_over(Casefile.search, ask.case, values)
    following = None if page.after is None else make_cursor((page.after,), ask.values, "search")
    return SearchResult(page.hits, following, page.total, page.more, page.facets)


ROUTES: tuple[Route, ...] = (
    Route(
        "/search",
        "search",
        "Find words in documents, claims and frames, best first, with counts by field",
        "questions",
        SearchResult,
        _search,
        (*take_from(Casefile.search, but=("limit", "after")), LIMIT, AFTER),
        problems=(NOT_FOUND,),
    ),
)
