"""Test the forms in which a casefile goes out: each is loaded by its own library, and counted."""

import csv
import io
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sayso.casefile import Casefile
from sayso.model.errors import UsageError
from sayso.model.export import ExportReport
from sayso.testing import Planted, ScriptedReader
from tests.exchange.scenes import PLANTED, make_case

WHOLE = ("jsonl", "ftm", "stix", "graphml", "gexf", "rdf", "csl")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casefile]:
    with make_case(tmp_path_factory.mktemp("exchange")) as made:
        yield made


def export(case: Casefile, form: str, **asked: Any) -> tuple[Any, ExportReport]:
    """Return what was written and the report."""
    binary = next(one.binary for one in case.export_forms() if one.name == form)
    stream: Any = io.BytesIO() if binary else io.StringIO()
    report = case.export(stream, form, **asked)
    return stream.getvalue(), report


def entities(case: Casefile, **asked: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in export(case, "ftm", **asked)[0].splitlines()]


@pytest.mark.parametrize("form", WHOLE)
def test_two_exports_are_the_same_bytes(case: Casefile, form: str) -> None:
    assert export(case, form) == export(case, form)


@pytest.mark.parametrize(("table", "many"), [("claims", 7), ("ties", 6), ("actors", 6)])
def test_a_table_has_one_row_each(case: Casefile, table: str, many: int) -> None:
    written, report = export(case, "csv", table=table)
    rows = list(csv.DictReader(io.StringIO(written.removeprefix("\ufeff"))))
    assert len(rows) == report.count(table) == many
    assert len({row["id"] for row in rows}) == many


def test_a_row_of_a_claim_keeps_what_makes_it_one(case: Casefile) -> None:
    written, _ = export(case, "csv")
    rows = {row["words"]: row for row in csv.DictReader(io.StringIO(written.removeprefix("\ufeff")))}
    paid = next(row for words, row in rows.items() if "paid" in words)
    assert (paid["amount"], paid["currency"], paid["amount_status"], paid["amount_approximate"]) == (
        *("40000", "EUR", "paid"),
        "true",
    )
    assert paid["say_so"].endswith(" > the auditors")
    denied = next(row for words, row in rows.items() if "did not shelter" in words)
    assert (denied["polarity"], denied["certainty"], denied["modality"]) == ("denied", "certain", "actual")


def test_no_cell_is_a_formula(case: Casefile) -> None:
    written, report = export(case, "csv")
    cells = [cell for row in csv.reader(io.StringIO(written.removeprefix("\ufeff"))) for cell in row]
    assert any(cell.startswith("'=Dolphin") for cell in cells)
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    assert {loss.what: loss.many for loss in report.lost}["cells that a spreadsheet would compute"] == 1


def test_parquet_has_the_rows_of_csv(case: Casefile) -> None:
    polars = pytest.importorskip("polars")
    for table in ("claims", "ties", "actors"):
        frame = polars.read_parquet(io.BytesIO(export(case, "parquet", table=table)[0]))
        rows = list(csv.DictReader(io.StringIO(export(case, "csv", table=table)[0].removeprefix("\ufeff"))))
        assert frame["id"].to_list() == [row["id"] for row in rows]
        assert frame.columns == list(rows[0])


def test_only_what_is_plain_is_a_relation(case: Casefile) -> None:
    made = entities(case)
    plain = [one for one in PLANTED if (one.polarity, one.certainty, one.modality) == ("+", "certain", "actual")]
    notes = [one for one in made if one["schema"] == "Note"]
    relations = [one for one in made if one["schema"] in ("Payment", "Directorship", "UnknownLink")]
    assert (len(relations), len(notes)) == (len(plain), len(PLANTED) - len(plain)) == (3, 4)
    assert Counter(one["properties"]["keywords"][0] for one in notes) == {"denied": 2, "possible": 1, "intended": 1}
    assert all(one["properties"]["proof"] for one in (*relations, *notes))


def test_a_relation_names_who_says_so_and_who_denies_it(case: Casefile) -> None:
    leads = next(one["properties"] for one in entities(case) if one["schema"] == "Directorship")
    assert leads["status"] == ["contested"]
    assert "denied by Per Dahl" in leads["summary"][0]
    assert (leads["startDate"], leads["role"]) == (["1986"], ["leads", "managing director"])
    assert "Vera Holm runs Northwind Ferries" in leads["description"][0]


def test_a_part_is_a_link_where_its_schema_does_not_take_the_ends(case: Casefile) -> None:
    _, report = export(case, "ftm")
    assert "relations of the kind Ownership between actors that it does not take" in {one.what for one in report.lost}
    assert any(one["properties"].get("role") == ["part of"] for one in entities(case))


def test_what_a_company_owns_is_owned_in_followthemoney(tmp_path: Path) -> None:
    """The vocabulary says so, and the organization owned is a company there."""
    (tmp_path / "filing.txt").write_text("Halvard Shipping owns Delta Dredging.\n", encoding="utf-8")
    owned = Planted("Halvard Shipping owns Delta Dredging", "Halvard Shipping", "owns", "Delta Dredging")
    with Casefile(":memory:", reader=ScriptedReader((owned,)), vocabulary="ownership") as filings:
        filings.read(tmp_path)
        made = {one["schema"]: one for one in entities(filings)}
    assert made["Ownership"]["properties"]["asset"] == [made["Company"]["id"]]
    assert made["Ownership"]["properties"]["owner"] == [made["Organization"]["id"]]


def test_vague_dates_are_said_to_be_lost(case: Casefile) -> None:
    assert not any("199X" in str(one["properties"].get("date")) for one in entities(case))


def test_followthemoney_validates_every_entity(case: Casefile) -> None:
    """Its library finds no value to refuse, no end of a wrong kind, nothing required missing."""
    ftm = pytest.importorskip("followthemoney", reason="pip install followthemoney (needs ICU)")
    proxy = pytest.importorskip("followthemoney.proxy")
    made = entities(case)
    schemata = {one["id"]: ftm.model.get(one["schema"]) for one in made}
    for one in made:
        entity = proxy.EntityProxy.from_dict(one, cleaned=False)
        for name, values in one["properties"].items():
            assert len(entity.get(name)) == len(values), (one["schema"], name, values)
        assert all(entity.get(name) for name in schemata[one["id"]].required), one
        for prop in entity.iterprops():
            if prop.range is not None:
                assert all(schemata[end].is_a(prop.range) for end in entity.get(prop)), (one["schema"], prop.name)


def test_followthemoney_loads_as_many_as_were_written(case: Casefile) -> None:
    proxy = pytest.importorskip("followthemoney.proxy", reason="pip install followthemoney (needs ICU)")
    written, report = export(case, "ftm")
    loaded = [proxy.EntityProxy.from_dict(json.loads(line)) for line in written.splitlines()]
    kinds = Counter(
        "documents"
        if one.schema.name == "Document" and one.id.startswith("doc-")
        else "notes"
        if one.schema.name == "Note"
        else "relations"
        if one.id.startswith("edge-")
        else "actors"
        for one in loaded
    )
    assert kinds == dict(report.written)
    assert len({one.id for one in loaded}) == len(loaded)


@pytest.mark.parametrize("form", [*WHOLE, "csv", "parquet"])
def test_no_export_needs_an_extra(case: Casefile, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What only some people have installed cannot be imported here."""
    for name in ("followthemoney", "icu", "stix2", "rdflib", "pyoxigraph", "pandas", "polars", "pyarrow", "duckdb"):
        monkeypatch.setitem(sys.modules, name, None)
    assert export(case, form)[1].written


def test_stix2_parses_the_bundle_and_counts_the_same(case: Casefile) -> None:
    stix2 = pytest.importorskip("stix2")
    written, report = export(case, "stix")
    bundle = stix2.parse(written, allow_custom=False)
    kinds = Counter(one.type for one in bundle.objects)
    assert kinds["relationship"] == report.count("relationships") == 3
    assert (kinds["opinion"], kinds["note"]) == (report.count("opinions"), report.count("notes")) == (4, 3)
    assert all(one.object_marking_refs for one in bundle.objects if one.type != "marking-definition")


def test_a_denial_disagrees_and_what_is_hedged_is_a_note(case: Casefile) -> None:
    objects = json.loads(export(case, "stix")[0])["objects"]
    opinions = Counter(one["opinion"] for one in objects if one["type"] == "opinion")
    assert opinions == {"agree": 3, "disagree": 1}
    assert {one["abstract"] for one in objects if one["type"] == "note"} == {
        *("arms: possible", "shelters: denied", "funds: intended"),
    }


def test_the_mark_of_a_bundle_is_chosen_and_checked(case: Casefile) -> None:
    written, _ = export(case, "stix", tlp="red")
    assert "TLP:RED" in written
    with pytest.raises(UsageError, match="purple"):
        export(case, "stix", tlp="purple")
    with pytest.raises(UsageError, match="TLP"):
        export(case, "csl", tlp="red")


@pytest.mark.parametrize(("form", "load"), [("graphml", "read_graphml"), ("gexf", "read_gexf")])
def test_networkx_loads_the_network(case: Casefile, form: str, load: str) -> None:
    networkx = pytest.importorskip("networkx")
    written, report = export(case, form)
    graph = getattr(networkx, load)(io.BytesIO(written.encode()))
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (report.count("actors"), report.count("ties"))
    assert report.count("ties") == 4
    standings = {held["standing"] for _, _, held in graph.edges(data=True)}
    assert standings == {"single root", "contested", "only hedged"}


def test_ties_that_nobody_asserts_are_drawn_where_they_are_asked_for(case: Casefile) -> None:
    _, report = export(case, "gexf", standing="denied")
    assert (report.count("ties"), report.count("actors")) == (1, 2)


def test_a_spell_of_a_tie_is_its_told_time(case: Casefile) -> None:
    written, _ = export(case, "gexf")
    assert '<spell start="1986-01-01"/>' in written
    assert '<spell start="1990-01-01" end="1999-12-31"/>' in written


def test_sparql_asks_who_says_so(case: Casefile) -> None:
    oxigraph = pytest.importorskip("pyoxigraph")
    written, report = export(case, "rdf")
    store = oxigraph.Store()
    store.load(written.encode(), format=oxigraph.RdfFormat.TRIG)
    nanopubs = (
        "SELECT (COUNT(?n) AS ?many) WHERE { GRAPH ?h { ?n a <http://www.nanopub.org/nschema#Nanopublication> } }"
    )
    assert int(next(iter(store.query(nanopubs)))["many"].value) == report.count("nanopublications") == len(PLANTED)
    found = store.query(
        """PREFIX s: <urn:sayso:term:> PREFIX p: <urn:sayso:predicate:>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        SELECT ?who WHERE {
            GRAPH ?a { ?c rdf:predicate p:shelters ; s:polarity "denied" } GRAPH ?p { ?a s:root ?who } }"""
    )
    assert [row["who"].value for row in found] == ["Per Dahl"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib.*")
def test_rdflib_loads_as_many_nanopublications_as_were_written(case: Casefile) -> None:
    rdflib = pytest.importorskip("rdflib")
    written, report = export(case, "rdf")
    graph = rdflib.Dataset()
    graph.parse(data=written, format="trig")
    kind = rdflib.URIRef("http://www.nanopub.org/nschema#Nanopublication")
    held = {quad[0] for quad in graph.quads((None, rdflib.RDF.type, kind, None))}
    assert len(held) == report.count("nanopublications")
    actors = {quad[0] for quad in graph.quads((None, rdflib.SKOS.prefLabel, None, None))}
    assert len(actors) == report.count("actors")


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib.*")
def test_rdf_states_no_claim_as_a_bare_triple(case: Casefile) -> None:
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Dataset(default_union=True)
    graph.parse(data=export(case, "rdf")[0], format="trig")
    used = {str(verb) for verb in graph.predicates()}
    assert not any(verb.startswith("urn:sayso:predicate:") for verb in used)


def test_a_bibliography_has_one_item_a_document(case: Casefile) -> None:
    written, report = export(case, "csl")
    items = json.loads(written)
    assert len(items) == report.count("documents") == 2
    assert all(item["title"] and item["note"] == f"sha256: {item['id']}" for item in items)


def test_a_filter_leaves_its_claims_alone(case: Casefile) -> None:
    rows = list(csv.DictReader(io.StringIO(export(case, "csv", table="ties", denied=True)[0].removeprefix("\ufeff"))))
    assert {(row["asserted"], row["denied"]) for row in rows} == {("0", "1")}
    assert len(rows) == 2


def test_a_date_leaves_the_ties_that_may_hold(case: Casefile) -> None:
    rows = list(csv.DictReader(io.StringIO(export(case, "csv", table="ties", as_of="1980")[0].removeprefix("\ufeff"))))
    assert all(row["predicate"] != "leads" for row in rows)


def test_an_unknown_form_and_an_unknown_table_are_refused(case: Casefile) -> None:
    with pytest.raises(UsageError, match="jsonl, csv, parquet"):
        case.export(io.StringIO(), "xlsx")
    with pytest.raises(UsageError, match="claims, ties, actors"):
        case.export(io.StringIO(), "csv", table="sums")
    with pytest.raises(UsageError, match="no tables"):
        case.export(io.StringIO(), "csl", table="claims")


def test_an_empty_casefile_goes_out_in_every_form() -> None:
    with Casefile(":memory:") as empty:
        for form in empty.export_forms():
            stream: Any = io.BytesIO() if form.binary else io.StringIO()
            report = empty.export(stream, form.name)
            assert not any(many for _, many in report.written)
            lines = form.media_type == "application/x-ndjson"
            assert bool(stream.getvalue()) is not lines
