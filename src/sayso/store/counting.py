"""Count one edge: claims, roots, days; and turn the counts into its row."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sayso.model.claim import Certainty, Modality, Polarity
from sayso.model.edge import Standing
from sayso.store.attest import join_days
from sayso.store.encode import Row
from sayso.store.rules import Days, EdgeRules, Tally, Weighed

MOST_CLAIMS = 1_000_000
"""Claims count in an edge's rank below one root more."""

_CERTAIN = Certainty.CERTAIN.value
_ACTUAL = Modality.ACTUAL.value
_DENIED = Polarity.DENIED.value


@dataclass(slots=True)
class EdgeCount:
    """Hold the counts of an edge while claims are added; the names are those of the columns of `edges`."""

    asserted: int = 0
    denied: int = 0
    actual: int = 0
    refused: int = 0
    certain: int = 0
    trusted_roots: int = 0
    roots: int = 0
    denying_roots: int = 0
    ended: int = 0
    vague: int = 0
    sure: Days | None = None
    may: Days | None = None
    known: Days | None = None
    contested: bool = False
    denial: bool = False

    @classmethod
    def of(cls, row: Mapping[Any, Any]) -> "EdgeCount":
        """Take up the counts of a row of `edges`."""
        return cls(
            asserted=row["asserted"],
            denied=row["denied"],
            actual=row["actual"],
            refused=row["refused"],
            certain=row["certain"],
            trusted_roots=row["trusted_roots"],
            roots=row["roots"],
            denying_roots=row["denying_roots"],
            ended=row["ended"],
            vague=row["vague"],
            sure=days_of(row, "sure"),
            may=days_of(row, "may"),
            known=days_of(row, "known"),
            contested=bool(row["contested"]),
            denial=row["standing"] == Standing.CONTESTED.value,
        )

    def add(self, row: Row) -> None:
        """Count one attestation; its root is counted by `add_root`."""
        denied, actual = row["polarity"] == _DENIED, row["modality"] == _ACTUAL
        self.asserted += not denied
        self.denied += denied
        self.actual += actual and not denied
        self.refused += actual and denied
        self.may = join_days(self.may, days_of(row, "may"))
        self.known = join_days(self.known, days_of(row, "known"))
        if denied or not actual:
            return
        sure = days_of(row, "sure")
        self.vague += not row["speaks"] or sure is None
        if row["speaks"]:
            self.sure = join_days(self.sure, sure)
            self.ended += row["ended"]

    def take(self, row: Row) -> bool:
        """Take off one attestation; tell whether it may have been the first or the last of the days.

        The days are left as they are. Its root is taken off by `take_root`.
        """
        denied, actual = row["polarity"] == _DENIED, row["modality"] == _ACTUAL
        self.asserted -= not denied
        self.denied -= denied
        self.actual -= actual and not denied
        self.refused -= actual and denied
        outer = _meets(self.may, days_of(row, "may")) or _meets(self.known, days_of(row, "known"))
        if denied or not actual:
            return outer
        sure = days_of(row, "sure")
        self.vague -= not row["speaks"] or sure is None
        if row["speaks"]:
            self.ended -= row["ended"]
            outer = outer or _meets(self.sure, sure)
        return outer

    def add_root(self, root: Row, row: Row, *, trusted: bool) -> None:
        """Count one attestation for its root (a row of `edge_roots`, changed in place)."""
        if row["polarity"] == _DENIED:
            self.denying_roots += root["denied"] == 0
            root["denied"] += 1
        elif row["modality"] != _ACTUAL:
            root["planned"] += 1
        else:
            self.roots += root["actual"] == 0
            root["actual"] += 1
            if row["certainty"] == _CERTAIN:
                self.certain += root["certain"] == 0
                self.trusted_roots += root["certain"] == 0 and trusted
                root["certain"] += 1

    def take_root(self, root: Row, row: Row, *, trusted: bool) -> None:
        """Take one attestation off its root (a row of `edge_roots`, changed in place)."""
        if row["polarity"] == _DENIED:
            root["denied"] -= 1
            self.denying_roots -= root["denied"] == 0
        elif row["modality"] != _ACTUAL:
            root["planned"] -= 1
        else:
            root["actual"] -= 1
            self.roots -= root["actual"] == 0
            if row["certainty"] == _CERTAIN:
                root["certain"] -= 1
                self.certain -= root["certain"] == 0
                self.trusted_roots -= root["certain"] == 0 and trusted

    @property
    def empty(self) -> bool:
        """Tell whether nothing is counted."""
        return not self.asserted and not self.denied


def edge_row(edge: str, ends: Mapping[Any, Any], count: EdgeCount, rules: EdgeRules) -> Row:
    """Return the row of an edge; `ends` has its subject, predicate, object and sign."""
    tally = Tally(count.actual, count.refused, count.certain, count.trusted_roots, count.denial)
    return {
        "id": edge,
        "subject": ends["subject"],
        "predicate": ends["predicate"],
        "object": ends["object"],
        "sign": ends["sign"],
        "asserted": count.asserted,
        "denied": count.denied,
        "actual": count.actual,
        "refused": count.refused,
        "certain": count.certain,
        "trusted_roots": count.trusted_roots,
        "roots": count.roots,
        "denying_roots": count.denying_roots,
        "standing": rules.stand(tally),
        "rank": count.roots * MOST_CLAIMS + min(count.actual, MOST_CLAIMS - 1),
        "contested": count.contested,
        "sure_from": count.sure[0] if count.sure else None,
        "sure_to": count.sure[1] if count.sure else None,
        "may_from": count.may[0] if count.may else None,
        "may_to": count.may[1] if count.may else None,
        "known_from": count.known[0] if count.known else None,
        "known_to": count.known[1] if count.known else None,
        "ended": count.ended,
        "vague": count.vague,
    }


def ends_of(weighed: Weighed) -> Row:
    """Return what `edge_row` needs of an edge that has no row yet."""
    return {
        "subject": weighed.subject,
        "predicate": weighed.predicate,
        "object": weighed.object,
        "sign": weighed.sign,
    }


def days_of(row: Mapping[Any, Any], name: str) -> Days | None:
    """Return the days in two columns of a row, or None where they are empty."""
    first, last = row[f"{name}_from"], row[f"{name}_to"]
    return None if first is None or last is None else (first, last)


def _meets(whole: Days | None, days: Days | None) -> bool:
    """Tell whether days reach to the first or the last of all."""
    return whole is not None and days is not None and (days[0] <= whole[0] or days[1] >= whole[1])
