"""Answer questions over claims: edges, roots, standing, contests, dates, dossiers; takes records, gives records.

Pure functions: no store, no files but the room's own data, no clock. What a predicate means comes as
`PredicateTraits`; what a dossier shows comes from `data/lenses.yaml`.
"""

from sayso.analysis.contest import contested
from sayso.analysis.dossier import Dossier, Section, build_dossier
from sayso.analysis.edges import build_edges, rank_ties
from sayso.analysis.holds import holds_on
from sayso.analysis.interval import Interval, parse_interval
from sayso.analysis.known import known_by, split_undated
from sayso.analysis.layout import lay_out
from sayso.analysis.lenses import Lens, load_lenses
from sayso.analysis.roots import RootFinder, related_roots, say_so
from sayso.analysis.standing import standing

__all__ = [
    "Dossier",
    "Interval",
    "Lens",
    "RootFinder",
    "Section",
    "build_dossier",
    "build_edges",
    "contested",
    "holds_on",
    "known_by",
    "lay_out",
    "load_lenses",
    "parse_interval",
    "rank_ties",
    "related_roots",
    "say_so",
    "split_undated",
    "standing",
]
