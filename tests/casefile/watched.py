"""Make a casefile of people and firms, to be held against lists."""

from pathlib import Path

from sayso.casefile import Casefile
from sayso.model import ActorType
from sayso.testing import FixedClock, Planted, ScriptedReader

TEXTS = {
    "ledger": "Northwind Ferries paid Tern Bank 40000 euros in May.\nDolphin Line plans to fund Northwind Ferries.\n",
    "meeting": "Vera Holm met Per Dahl in 1986.\n",
}
PLANTED = (
    Planted("Northwind Ferries paid Tern Bank", "Northwind Ferries", "funds", "Tern Bank"),
    Planted(
        "Dolphin Line plans to fund Northwind Ferries",
        *("Dolphin Line", "funds", "Northwind Ferries"),
        modality="intended",
    ),
    Planted("Vera Holm met Per Dahl", "Vera Holm", "meets", "Per Dahl", time="1986", type=ActorType.PERSON),
)


def make_case(folder: Path, release: str = "1", where: str = ":memory:") -> Casefile:
    """Read the texts into a casefile, in memory unless another place is named."""
    texts = folder / "texts"
    texts.mkdir(exist_ok=True)
    for name, text in TEXTS.items():
        (texts / f"{name}.txt").write_text(text, encoding="utf-8")
    case = Casefile(where, reader=ScriptedReader(PLANTED, release), clock=FixedClock())
    case.read(texts)
    return case
