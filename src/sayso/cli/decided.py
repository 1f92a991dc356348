"""Put decisions into words and JSON shapes."""

import click

from sayso.cli.options import repeat_case
from sayso.cli.shapes import Shape, dump
from sayso.cli.wording import clean, short_id
from sayso.model.decision import AuditReport, Decision, JudgedClaim, Ruling


def report_ruling(ruling: Ruling, case_path: str | None, as_json: bool) -> None:
    """Say what was ruled and how to take it back, or print it as JSON."""
    if as_json:
        click.echo(dump(ruling_shape(ruling)))
        return
    click.echo(decision_line(ruling))
    click.echo(f"Take it back: sayso undo {ruling.decision.seq}{repeat_case(case_path)}")


def decision_line(ruling: Ruling) -> str:
    """Return a decision as one or two lines: number, kind, what it rules on, by whom, when and why."""
    decision = ruling.decision
    day = decision.made_at[:10] or "undated"
    why = f": {decision.why}" if decision.why else ""
    head = f"{decision.seq:>4}  {decision.kind.value} {_what(decision)}"
    lines = [f"{head}, by {decision.by}, {day}{why}"]
    lines += [
        f"      {change.field}: {change.before or '–'} → {change.after or '–'}"
        for change in decision.change
        if change.field != "entry"
    ]
    if ruling.undone_by is not None:
        lines.append(f"      undone by {ruling.undone_by}")
    if not ruling.now:
        lines.append("      orphan: what it ruled on is not found any more")
    elif ruling.now != tuple(target.id for target in decision.targets[: len(ruling.now)]):
        lines.append(f"      {ruling.attached.value} to {', '.join(map(short_id, ruling.now))}")
    return "\n".join(map(clean, lines))


def _what(decision: Decision) -> str:
    """Name what is ruled on; a claim with its document and quote, so that nothing is stated without its source."""
    if decision.claim is not None:
        claim = decision.claim
        quote = " ".join(claim.words.split())
        shown = quote if len(quote) <= 80 else quote[:79].rsplit(" ", 1)[0] + "…"
        against = f" against “{decision.targets[1].name}”" if len(decision.targets) > 1 else ""
        return f"{short_id(claim.id)} ({claim.document} has “{shown}”){against}"
    names = [f"“{target.name or target.id}”" for target in decision.targets]
    if decision.actors:  # the second is an entry of a watchlist where one actor alone is ruled on
        return f"{names[0]} ({decision.targets[0].id}) and {names[1]} ({decision.targets[1].id})"
    if decision.kind.value == "undo":
        return f"{decision.targets[0].id} ({decision.targets[0].name})"
    return names[0]


def ruling_shape(ruling: Ruling) -> Shape:
    """Return a decision with what it does now."""
    decision = ruling.decision
    return {
        "seq": decision.seq,
        "kind": decision.kind.value,
        "targets": [{"id": target.id, "name": target.name} for target in decision.targets],
        "by": decision.by,
        "made_at": decision.made_at,
        "why": decision.why,
        "change": [
            {"field": change.field, "before": change.before, "after": change.after} for change in decision.change
        ],
        "claim": None if decision.claim is None else judged_shape(decision.claim),
        "effective": ruling.effective,
        "undone_by": ruling.undone_by,
        "now": list(ruling.now),
        "attached": ruling.attached.value,
        "hash": decision.hash,
    }


def judged_shape(claim: JudgedClaim) -> Shape:
    """Return a claim as it was judged, in the fields of the shape of a claim."""
    return {
        "id": claim.id,
        "doc": claim.document,
        "subject": {"name": claim.subject.name, "id": claim.subject.id},
        "predicate": claim.predicate,
        "object": {"name": claim.object.name, "id": claim.object.id},
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "modality": claim.modality,
        "time": claim.time,
        "place": claim.place,
        "amount": claim.amount,
        "amount_status": claim.amount_status,
        "amount_part_of": claim.amount_part_of,
        "role": claim.role,
        "about": claim.about,
        "sources": [{"name": source.name} for source in claim.sources],
        "evidence": {"start": claim.evidence.start, "end": claim.evidence.end, "text": claim.words},
    }


def audit_shape(report: AuditReport) -> Shape:
    """Return what an audit found."""
    faults = [{"seq": one.seq, "fault": one.fault, "problem": one.problem} for one in report.faults]
    return {"decisions": report.decisions, "head": report.head or None, "sound": report.sound, "faults": faults}
