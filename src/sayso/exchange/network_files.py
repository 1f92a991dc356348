"""Write the network as GraphML or GEXF with the spells of its ties, for Gephi, networkx and their kin.

A tie is an edge with its standing, roots and signs as attributes. Ties that nothing asserts as actual (only denied,
only intended) are left out unless they are asked for, for whoever counts edges would count them. Spells are the times
that claims tell: exact ones as spans, vague ones as the widest days that they may mean, marked so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from sayso.analysis.interval import parse_interval
from sayso.exchange.extract import Extract, Tally, Tie
from sayso.exchange.losses import WORDS, lose_fields
from sayso.model.edge import Standing
from sayso.model.errors import UsageError
from sayso.model.export import ExportReport
from sayso.model.plain_words import clean
from sayso.model.view import ActorRow

NOT_DRAWN = (Standing.DENIED, Standing.ONLY_INTENDED)
_NODES = {"label": "string", "type": "string", "named": "boolean", "claims": "long", "documents": "long"}
_EDGES = {
    "predicate": "string",
    "label": "string",
    "standing": "string",
    "sign": "long",
    "weight": "double",
    "roots": "long",
    "denying_roots": "long",
    "asserted": "long",
    "denied": "long",
    "said_by": "string",
    "denied_by": "string",
    "spells": "string",
    "tie": "string",
}
"""Attributes with their GraphML types; GEXF has the same names."""
type Attributes = dict[str, str]


@dataclass(frozen=True, slots=True)
class Spell:
    """Hold days, both included; None is an open side. `vague` tells that the text does not name these days."""

    start: date | None
    end: date | None
    vague: bool = False

    def __str__(self) -> str:
        """Return `1986-01-01/1990-12-31`, with `~` where it is vague and `..` for an open side."""
        sides = "/".join(".." if side is None else side.isoformat() for side in (self.start, self.end))
        return f"{sides}~" if self.vague else sides


def write_graphml(extract: Extract, stream: IO[str]) -> ExportReport:
    """Write GraphML 1.0 with one key an attribute; directed, parallel edges between two actors have their own ids."""
    tally = Tally("graphml")
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for side, keys in (("node", _NODES), ("edge", _EDGES)):
        for name, kind in keys.items():
            stream.write(f'<key id="{side}-{name}" for="{side}" attr.name="{name}" attr.type="{kind}"/>\n')
    stream.write('<graph edgedefault="directed">\n')
    for row in drawn_actors(extract, tally):
        stream.write(f"<node id={quoteattr(row.id)}>{_data('node', _node(row))}</node>\n")
    for tie in drawn(extract, tally):
        ends = f"source={quoteattr(tie.edge.subject)} target={quoteattr(tie.edge.object)}"
        stream.write(f"<edge id={quoteattr(tie.edge.id)} {ends}>{_data('edge', _edge(tie))}</edge>\n")
    stream.write("</graph>\n</graphml>\n")
    return tally.report()


def _data(side: str, attributes: Attributes) -> str:
    return "".join(f'<data key="{side}-{name}">{escape(value)}</data>' for name, value in attributes.items())


def write_gexf(extract: Extract, stream: IO[str]) -> ExportReport:
    """Write GEXF 1.3, dynamic, times as dates; a tie without a told time has no spell and stands at any time."""
    tally = Tally("gexf")
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n')
    stream.write('<graph mode="dynamic" defaultedgetype="directed" timeformat="date">\n')
    for side, keys in (("node", _NODES), ("edge", _EDGES)):
        stream.write(f'<attributes class="{side}">\n')
        for name, kind in keys.items():
            if name not in ("label", "weight"):
                stream.write(f'<attribute id="{side}-{name}" title="{name}" type="{kind}"/>\n')
        stream.write("</attributes>\n")
    stream.write("<nodes>\n")
    for row in drawn_actors(extract, tally):
        held = _node(row)
        label = quoteattr(held.pop("label"))
        stream.write(f"<node id={quoteattr(row.id)} label={label}>{_values('node', held)}</node>\n")
    stream.write("</nodes>\n<edges>\n")
    for tie in drawn(extract, tally):
        stream.write(_gexf_edge(tie))
    stream.write("</edges>\n</graph>\n</gexf>\n")
    return tally.report()


def _gexf_edge(tie: Tie) -> str:
    held = _edge(tie)
    label, weight = quoteattr(held.pop("label")), held.pop("weight")
    ends = f"source={quoteattr(tie.edge.subject)} target={quoteattr(tie.edge.object)}"
    spells = "".join(_gexf_spell(spell) for spell in spells_of(tie))
    inside = _values("edge", held) + (f"<spells>{spells}</spells>" if spells else "")
    return f'<edge id={quoteattr(tie.edge.id)} {ends} label={label} weight="{weight}">{inside}</edge>\n'


def _gexf_spell(spell: Spell) -> str:
    start = f' start="{spell.start.isoformat()}"' if spell.start else ""
    end = f' end="{spell.end.isoformat()}"' if spell.end else ""
    return f"<spell{start}{end}/>"


def _values(side: str, attributes: Attributes) -> str:
    inside = "".join(f'<attvalue for="{side}-{name}" value={quoteattr(value)}/>' for name, value in attributes.items())
    return f"<attvalues>{inside}</attvalues>"


def drawn_actors(extract: Extract, tally: Tally) -> Iterator[ActorRow]:
    """Yield the actors at an end of a tie that is drawn, and count them; who is only credited stands in its words."""
    ends = {end for tie in extract.ties() if _is_drawn(tie, extract) for end in (tie.edge.subject, tie.edge.object)}
    for row in extract.actors():
        if row.id not in ends:
            tally.lose("actors who are only credited, or whose ties are left out", "their names stand in `said_by`")
            continue
        tally.wrote("actors")
        if row.aliases:
            tally.lose("other names of actors", "left out", len(row.aliases))
        yield row


def _is_drawn(tie: Tie, extract: Extract) -> bool:
    return bool(extract.standings) or tie.standing not in NOT_DRAWN


def drawn(extract: Extract, tally: Tally) -> Iterator[Tie]:
    """Yield the ties that are drawn, and count them and the others."""
    for tie in extract.ties():
        if not _is_drawn(tie, extract):
            tally.lose(f"ties that are {tie.standing}", "left out; ask for that standing to have them")
            continue
        tally.wrote("ties")
        tally.lose(*WORDS, many=len(tie.claims))
        lose_fields(tally, tie.claims, ("role", "place", "about", "amount"), "left out")
        vague = sum(spell.vague for spell in spells_of(tie))
        if vague:
            tally.lose("vague times", "drawn as the widest days that they may mean; marked ~ in `spells`", vague)
        yield tie


def spells_of(tie: Tie) -> tuple[Spell, ...]:
    """Return the times that the asserting claims of a tie tell, in order, each once."""
    found = {spell for item in tie.edge.asserted if (spell := _spell(item.time)) is not None}
    return tuple(sorted(found, key=lambda one: (one.start or date.min, one.end or date.max, one.vague)))


def _spell(edtf: str | None) -> Spell | None:
    try:
        told = parse_interval(edtf) if edtf else None
    except UsageError:
        return None
    if told is None:
        return None
    start = None if told.earliest == date.min else told.earliest
    end = None if told.latest == date.max else told.latest
    return Spell(start, end, vague=told.sure is None)


def _node(row: ActorRow) -> Attributes:
    return {
        "label": clean(row.name),
        "type": row.type.value,
        "named": str(row.named).lower(),
        "claims": str(row.claims),
        "documents": str(row.documents),
    }


def _edge(tie: Tie) -> Attributes:
    edge = tie.edge
    predicate = edge.predicate.replace("_", " ")
    return {
        "predicate": edge.predicate,
        "label": f"{predicate} ({tie.standing})",
        "standing": tie.standing.value,
        "sign": str(edge.sign),
        "weight": str(float(max(1, len(edge.roots)))),
        "roots": str(len(edge.roots)),
        "denying_roots": str(len(edge.denying_roots)),
        "asserted": str(len(edge.asserted)),
        "denied": str(len(edge.denied)),
        "said_by": "; ".join(clean(root.name) for root in edge.roots),
        "denied_by": "; ".join(clean(root.name) for root in edge.denying_roots),
        "spells": " ".join(str(spell) for spell in spells_of(tie)),
        "tie": edge.id,
    }
