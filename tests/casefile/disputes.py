"""Write documents that dispute who pays a guild and who leads a firm, and fill a casefile with them."""

from pathlib import Path

import sayso
from sayso.testing import Planted, ScriptedReader

TEXTS = {
    "gazette": "The fee\n\nBy Ines Ford\n\n2 March 2019\n\nThe Courier said Dunmore Steel paid the Lowick Guild.\n\n"
    "Ada Brandt leads Dunmore Steel.\n",
    "courier": "A guild and its money\n\nBy Olaf Quist\n\n5 March 2019\n\n"
    "As the Gazette wrote, Dunmore Steel had paid the Lowick Guild well.\n\nBo Lind leads Dunmore Steel.\n",
    "reply": "No money\n\nBy Mira Holt\n\n9 May 2019\n\nDunmore Steel never paid the Lowick Guild, Ada Brandt said.\n\n"
    "Dunmore Steel sued the Lowick Guild.\n",
}
PLANTED = (
    Planted(
        "Courier said Dunmore Steel paid the Lowick Guild", "Dunmore Steel", "funds", "Lowick Guild", source="Courier"
    ),
    Planted(
        "Gazette wrote, Dunmore Steel had paid the Lowick Guild",
        "Dunmore Steel",
        "funds",
        "Lowick Guild",
        source="Gazette",
    ),
    Planted(
        "Dunmore Steel never paid the Lowick Guild, Ada Brandt",
        "Dunmore Steel",
        "funds",
        "Lowick Guild",
        polarity="-",
        source="Ada Brandt",
    ),
    Planted("Dunmore Steel sued the Lowick Guild", "Dunmore Steel", "accuses", "Lowick Guild"),
    Planted("Ada Brandt leads Dunmore Steel", "Ada Brandt", "leads", "Dunmore Steel", time="2019"),
    Planted("Bo Lind leads Dunmore Steel", "Bo Lind", "leads", "Dunmore Steel", time="2019"),
)


def fill_case(folder: Path) -> Path:
    """Write the documents and read them; return the casefile."""
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    with sayso.open(folder / "case.sayso", reader=ScriptedReader(PLANTED)) as case:
        case.read(*(folder / f"{name}.txt" for name in TEXTS))
    return folder / "case.sayso"
