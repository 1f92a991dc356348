"""List the questions that people ask, and lay what is said beside their rival hypotheses."""

from sayso.api.problems import NOT_FOUND
from sayso.api.route import Route, list_route, one_route
from sayso.casefile import Casefile
from sayso.model.hypothesis import QuestionRow, RivalMatrix

_TAG = "hypotheses"

ROUTES: tuple[Route, ...] = (
    list_route(
        "/hypotheses",
        "list_hypotheses",
        "List the questions with the titles of their hypotheses, in the order in which they came",
        _TAG,
        gives=QuestionRow,
        method=Casefile.hypotheses,
        key=lambda row: (row.seq,),
    ),
    one_route(
        "/hypotheses/{id}",
        "compare_hypotheses",
        "Show the hypotheses on one question against what is said: ratings, what contradicts least, on whose word",
        _TAG,
        gives=RivalMatrix,
        method=Casefile.compare,
        bound={"id": "question"},
        problems=(NOT_FOUND,),
        description="A proposal is no rating and counts nowhere; what is least contradicted is not thereby true.",
    ),
)
