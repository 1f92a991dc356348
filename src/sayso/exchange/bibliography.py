"""Write the casefile's documents as CSL-JSON, which Zotero and every citation processor take in."""

import json
from typing import IO

from sayso.exchange.extract import Extract, Tally
from sayso.exchange.plain_dates import plain_time
from sayso.model.export import ExportReport
from sayso.model.plain_words import clean
from sayso.model.view import DocumentRow


def write_csl(extract: Extract, stream: IO[str]) -> ExportReport:
    """Write one array with an item a document; vague dates are told in words (`circa`, `literal`)."""
    tally = Tally("csl")
    stream.write("[")
    for number, row in enumerate(extract.documents()):
        stream.write(("\n" if number == 0 else ",\n") + json.dumps(cite(row), ensure_ascii=False))
        tally.wrote("documents")
        tally.lose("documents without what is said in them", "a bibliography holds no claims")
        if row.date and plain_time(row.date).date is None:
            tally.lose("vague dates", "told in words (`literal`)")
    stream.write("\n]\n")
    return tally.report()


def cite(row: DocumentRow) -> dict[str, object]:
    """Return one document as a CSL item; its id is the document's."""
    held: dict[str, object] = {
        "id": row.id,
        "type": "webpage" if _address(row) else "report" if row.media_type == "application/pdf" else "article",
        "title": clean(row.title or row.name),
    }
    if row.authors:
        held["author"] = [{"literal": clean(author)} for author in row.authors]
    if row.publisher:
        held["publisher"] = clean(row.publisher)
        held["container-title"] = clean(row.publisher)
    if row.date:
        held["issued"] = _issued(row.date)
    if row.language:
        held["language"] = row.language
    if address := _address(row):
        held["URL"] = address
    held["note"] = f"sha256: {row.id}"
    return held


def _address(row: DocumentRow) -> str | None:
    found = [one.location for one in row.origins if one.location.startswith(("http://", "https://"))]
    return found[0] if found else None


def _issued(edtf: str) -> dict[str, object]:
    exact = plain_time(edtf)
    if exact.date is None:
        return {"literal": edtf}
    return {"date-parts": [[int(part) for part in exact.date.split("-")]]}
