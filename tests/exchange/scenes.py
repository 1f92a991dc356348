"""Make a casefile in which one tie is plain, one denied, one hedged, one planned, one disputed; with sums and dates."""

from decimal import Decimal
from pathlib import Path

from sayso.casefile import Casefile
from sayso.model import ActorType, Amount
from sayso.testing import FixedClock, Planted, ScriptedReader

TEXTS = {
    "ledger": "Northwind Ferries paid Tern Bank 40000 euros in May, the auditors said.\n"
    "Vera Holm runs Northwind Ferries since 1986.\n"
    "=Dolphin Line, some say, may have armed Tern Bank in the 1990s.\n",
    "answer": "Per Dahl says Dolphin Line did not shelter Vera Holm.\n"
    "Dolphin Line plans to fund Northwind Ferries.\n"
    'Dolphin Line belongs to Northwind Ferries <the group> & its "friends".\n'
    "Per Dahl says Vera Holm never ran Northwind Ferries.\n",
}
SUM = Amount(Decimal(40000), "EUR", status="paid", approximate=True)
PERSON = ActorType.PERSON
PLANTED = (
    Planted(
        "Northwind Ferries paid Tern Bank 40000 euros in May, the auditors",
        *("Northwind Ferries", "funds", "Tern Bank"),
        source="the auditors",
        time="2019-05",
        amount=SUM,
    ),
    Planted(
        "Vera Holm runs Northwind Ferries",
        "Vera Holm",
        "leads",
        "Northwind Ferries",
        time="1986/..",
        role="managing director",
    ),
    Planted(
        "=Dolphin Line, some say, may have armed Tern Bank",
        *("Dolphin Line", "arms", "Tern Bank"),
        certainty="possible",
        time="199X",
    ),
    Planted(
        "Per Dahl says Dolphin Line did not shelter Vera Holm",
        *("Dolphin Line", "shelters", "Vera Holm"),
        polarity="-",
        source="Per Dahl",
    ),
    Planted(
        "Dolphin Line plans to fund Northwind Ferries",
        "Dolphin Line",
        "funds",
        "Northwind Ferries",
        modality="intended",
    ),
    Planted(
        'Dolphin Line belongs to Northwind Ferries <the group> & its "friends"',
        *("Dolphin Line", "part_of", "Northwind Ferries"),
    ),
    Planted(
        "Per Dahl says Vera Holm never ran Northwind Ferries",
        *("Vera Holm", "leads", "Northwind Ferries"),
        polarity="-",
        source="Per Dahl",
    ),
)


def make_case(folder: Path) -> Casefile:
    """Read the texts into a casefile in memory."""
    texts = folder / "texts"
    texts.mkdir()
    for name, text in TEXTS.items():
        (texts / f"{name}.txt").write_text(text, encoding="utf-8")
    case = Casefile(":memory:", reader=ScriptedReader(PLANTED), clock=FixedClock())
    case.read(texts)
    return case
