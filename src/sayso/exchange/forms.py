"""Name the forms in which a casefile is carried out, and what writes each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import IO, Any

from sayso.exchange.extract import Extract
from sayso.model.errors import UsageError
from sayso.model.export import ExportForm, ExportReport

type Write = Callable[..., ExportReport]

_TABLES = ("claims", "ties", "actors")
_XML, _LINES = "application/xml", "application/x-ndjson"


@dataclass(frozen=True, slots=True)
class _Writer:
    """Hold a form and where its writer stands, which is loaded when it is used."""

    form: ExportForm
    module: str
    function: str

    def load(self) -> Write:
        found: Write = getattr(import_module(f"sayso.exchange.{self.module}"), self.function)
        return found


_WRITERS: Mapping[str, _Writer] = {
    one.form.name: one
    for one in (
        _Writer(
            ExportForm("jsonl", "the interchange form, one claim a line; loses nothing", "jsonl", _LINES),
            "jsonl",
            "write_jsonl",
        ),
        _Writer(
            ExportForm("csv", "one row a claim, a tie or an actor", "csv", "text/csv", tables=_TABLES),
            "csv_tables",
            "write_csv",
        ),
        _Writer(
            ExportForm(
                "parquet",
                "the same tables as Parquet",
                "parquet",
                "application/vnd.apache.parquet",
                binary=True,
                tables=_TABLES,
            ),
            "parquet",
            "write_parquet",
        ),
        _Writer(
            ExportForm("ftm", "FollowTheMoney entities, as OpenAleph loads them", "ftm.json", _LINES),
            "ftm",
            "write_ftm",
        ),
        _Writer(ExportForm("stix", "a STIX 2.1 bundle", "stix.json", "application/stix+json"), "stix", "write_stix"),
        _Writer(
            ExportForm("graphml", "the network as GraphML, for Gephi and networkx", "graphml", _XML),
            "network_files",
            "write_graphml",
        ),
        _Writer(
            ExportForm("gexf", "the network as GEXF with spells, for Gephi", "gexf", _XML),
            "network_files",
            "write_gexf",
        ),
        _Writer(
            ExportForm("rdf", "nanopublications with PROV-O, as TriG", "trig", "application/trig"),
            "nanopubs",
            "write_nanopubs",
        ),
        _Writer(
            ExportForm(
                "csl", "the documents as CSL-JSON, for Zotero", "csl.json", "application/vnd.citationstyles.csl+json"
            ),
            "bibliography",
            "write_csl",
        ),
    )
}
FORMS: Mapping[str, ExportForm] = {name: one.form for name, one in _WRITERS.items()}
"""The forms by name."""


def find_form(name: str) -> ExportForm:
    """Return a form by name; raises UsageError, naming the known ones."""
    try:
        return FORMS[name]
    except KeyError:
        raise UsageError(f"There is no format {name!r} to export. Known are: {', '.join(FORMS)}.") from None


def write_form(name: str, extract: Extract, stream: IO[Any], table: str | None = None, **settings: str) -> ExportReport:
    """Write an extract in a form; `table` names the part where the form has several, the first by default.

    Raises UsageError for an unknown form or table, and for a table of a form that has none.
    """
    form = find_form(name)
    write = _WRITERS[name].load()
    if form.tables:
        chosen = table or form.tables[0]
        if chosen not in form.tables:
            raise UsageError(f"{name} has no table {chosen!r}. It has: {', '.join(form.tables)}.")
        write = partial(write, table=chosen)
    elif table is not None:
        raise UsageError(f"{name} is one whole and has no tables. Leave out the table.")
    if "tlp" in settings and name != "stix":
        raise UsageError(f"A TLP mark belongs to stix; {name} has none. Leave it out.")
    return write(extract, stream, **settings)
