"""Write claims as nanopublications with PROV-O, in TriG: assertion, provenance and publication info, a graph each.

What a claim says is a statement about a statement (`rdf:Statement` with its polarity, certainty and modality), never
the bare triple: whoever throws all graphs together must not find an allegation as a fact, nor a denial as its
opposite. Provenance has the chain of say-so in order, the exact words, and where they stand in which document.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import IO
from urllib.parse import quote

from sayso.exchange.extract import Extract, Tally, Told
from sayso.exchange.losses import lose_offsets
from sayso.model.claim import Amount
from sayso.model.export import ExportReport
from sayso.model.plain_words import clean
from sayso.model.view import ActorRow, DocumentRow
from sayso.vocabulary import Predicate

BASE = "urn:sayso:"
_PREFIXES: Mapping[str, str] = {
    "np": "http://www.nanopub.org/nschema#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "dct": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "s": f"{BASE}term:",
    "p": f"{BASE}predicate:",
    "a": f"{BASE}actor:",
    "d": f"{BASE}document:",
    "n": f"{BASE}claim:",
}
type Pairs = Sequence[tuple[str, str]]


def write_nanopubs(extract: Extract, stream: IO[str]) -> ExportReport:
    """Write predicates, actors and documents into the default graph, then one nanopublication a claim."""
    tally = Tally("rdf")
    for prefix, iri in _PREFIXES.items():
        stream.write(f"@prefix {prefix}: <{iri}> .\n")
    for predicate in extract.predicates.values():
        stream.write(_about(_predicate(predicate.name), _describe_predicate(predicate)))
    for document in extract.documents():
        tally.wrote("documents")
        stream.write(_about(_document(document.id), _describe_document(document)))
    for actor in extract.actors():
        tally.wrote("actors")
        stream.write(_about(_actor(actor.id), _describe_actor(actor)))
    for told in extract.claims():
        tally.wrote("nanopublications")
        lose_offsets(tally, [told.view.claim])
        stream.write("".join(_nanopub(told)))
    return tally.report()


def _nanopub(told: Told) -> Iterator[str]:
    """Yield the four graphs of one claim."""
    claim = told.view.claim
    me = _name("n", claim.id)
    parts = {part: _name("n", f"{claim.id}-{part}") for part in ("head", "assertion", "provenance", "info", "words")}
    head = [
        ("a", "np:Nanopublication"),
        ("np:hasAssertion", parts["assertion"]),
        ("np:hasProvenance", parts["provenance"]),
        ("np:hasPublicationInfo", parts["info"]),
    ]
    yield _graph(parts["head"], _about(me, head))
    yield _graph(parts["assertion"], _about(_name("n", f"{claim.id}-statement"), _assertion(told)))
    yield _graph(parts["provenance"], _provenance(told, parts["assertion"], parts["words"]))
    yield _graph(parts["info"], _about(me, _info(told)))


def _assertion(told: Told) -> Pairs:
    view, claim = told.view, told.view.claim
    said = claim.factuality
    held = [
        ("a", "rdf:Statement"),
        ("rdf:subject", _actor(view.subject_id)),
        ("rdf:predicate", _predicate(claim.predicate)),
        ("rdf:object", _actor(view.object_id)),
        ("s:polarity", _text({"+": "asserted", "-": "denied"}[said.polarity.value])),
        ("s:certainty", _text(said.certainty.value)),
        ("s:modality", _text(said.modality.value)),
    ]
    if claim.time:
        held.append(("s:time", f"{_text(claim.time)}^^edtf:EDTF"))
    held += [
        (f"s:{name}", _text(words))
        for name, words in (("place", claim.place), ("role", claim.role), ("about", claim.about))
        if words
    ]
    return [*held, *([] if claim.amount is None else _amount(claim.amount))]


def _amount(amount: Amount) -> Pairs:
    held = [
        ("s:amount", f'"{amount.value.normalize():f}"^^xsd:decimal'),
        ("s:currency", _text(amount.currency)),
        ("s:approximate", str(amount.approximate).lower()),
    ]
    if amount.status:
        held.append(("s:amountStatus", _text(amount.status)))
    if amount.part_of:
        held.append(("s:amountPartOf", _text(amount.part_of)))
    return held


def _provenance(told: Told, assertion: str, words: str) -> str:
    """Return who says so, outermost first, and the words."""
    view, claim = told.view, told.view.claim
    ids = [source.actor for source in claim.sources]
    chain = " ".join(_text(clean(name)) for name in view.say_so)
    about = [
        ("prov:hadPrimarySource", _document(claim.doc)),
        ("prov:wasQuotedFrom", words),
        ("s:sayso", f"( {chain} )"),
        ("s:root", _text(clean(view.say_so[-1]))),
        ("s:chainLength", str(len(view.say_so))),
    ]
    if view.attested:
        about.append(("s:attested", f"{_text(view.attested)}^^edtf:EDTF"))
    about += [("s:credits", _name("a", one)) for one in dict.fromkeys(ids)]
    quoted = [
        ("a", "prov:Entity"),
        ("oa:exact", _text(claim.evidence.words)),
        ("oa:start", str(claim.evidence.span.start)),
        ("oa:end", str(claim.evidence.span.end)),
        ("oa:hasSource", _document(claim.doc)),
        ("s:voice", _text(view.voice.value)),
    ]
    return _about(assertion, about) + _about(words, quoted)


def _info(told: Told) -> Pairs:
    claim = told.view.claim
    return [
        ("prov:wasGeneratedBy", _text(claim.reader)),
        ("s:confidence", f'"{claim.confidence}"^^xsd:decimal'),
        ("s:ruling", _text(told.view.ruling.value)),
        ("s:tie", _name("n", told.tie)),
    ]


def _describe_predicate(predicate: Predicate) -> Pairs:
    return [
        ("a", "rdf:Property"),
        ("rdfs:label", _text(predicate.name.replace("_", " "))),
        ("rdfs:comment", _text(predicate.means)),
        ("s:family", _text(predicate.family)),
        ("s:sign", str(predicate.sign)),
    ]


def _describe_document(row: DocumentRow) -> Pairs:
    held = [
        ("a", "prov:Entity"),
        ("dct:title", _text(clean(row.title or row.name))),
        ("dct:format", _text(row.media_type)),
    ]
    held += [("dct:creator", _text(clean(author))) for author in row.authors]
    if row.publisher:
        held.append(("dct:publisher", _text(clean(row.publisher))))
    if row.date:
        held.append(("dct:issued", f"{_text(row.date)}^^edtf:EDTF"))
    return held


def _describe_actor(row: ActorRow) -> Pairs:
    held = [
        ("a", f"s:{row.type.value.capitalize()}"),
        ("skos:prefLabel", _text(clean(row.name))),
        ("s:named", str(row.named).lower()),
    ]
    return held + [("skos:altLabel", _text(clean(alias))) for alias in row.aliases]


def _graph(name: str, inside: str) -> str:
    return f"{name} {{\n{inside}}}\n"


def _about(subject: str, pairs: Pairs) -> str:
    """Return all statements about one subject."""
    return f"{subject} " + " ;\n  ".join(f"{verb} {value}" for verb, value in pairs) + " .\n"


def _actor(key: str) -> str:
    return _name("a", key)


def _predicate(key: str) -> str:
    return _name("p", key)


def _document(key: str) -> str:
    return _name("d", key)


def _name(prefix: str, key: str) -> str:
    """Return a whole IRI, since ids may hold what a short name may not."""
    return f"<{_PREFIXES[prefix]}{quote(key, safe='-_.:')}>"


def _text(words: str) -> str:
    """Return a literal; JSON's escapes are Turtle's, but for lone surrogates, which no text of ours has."""
    return json.dumps(words, ensure_ascii=False)
