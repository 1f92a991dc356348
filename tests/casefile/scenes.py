"""Write small folders of documents, and a reader that knows what stands in them."""

from pathlib import Path

from sayso.testing import Planted, ScriptedReader

TEXTS = {
    "court": "The court in Lowick\n\nMira Holt accused Dunmore Steel of fraud in March.\n"
    "Dunmore Steel leads the Lowick Guild, Mira Holt told the court.\n",
    "paper": "A guild without a head\n\nOsman Vale said Dunmore Steel did not lead the Lowick Guild.\n",
    "sport": "Late goal\n\nThe keeper praised the referee after the match.\n",
}
PLANTED = (
    Planted("Mira Holt accused Dunmore Steel of fraud", "Mira Holt", "accuses", "Dunmore Steel", time="2019-03"),
    Planted(
        "Dunmore Steel leads the Lowick Guild, Mira Holt told",
        "Dunmore Steel",
        "leads",
        "Lowick Guild",
        source="Mira Holt",
        time="2018/..",
    ),
    Planted(
        "Osman Vale said Dunmore Steel did not lead the Lowick Guild",
        "Dunmore Steel",
        "leads",
        "Lowick Guild",
        polarity="-",
        source="Osman Vale",
        confidence=0.4,
    ),
    Planted("keeper praised the referee", "keeper", None, "referee"),
)


def reader(**behaviour: frozenset[str]) -> ScriptedReader:
    return ScriptedReader(PLANTED, **behaviour)  # type: ignore[arg-type]


def write_texts(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder
