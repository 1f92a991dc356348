"""Print flows and sums as an analyst reads them: each sum with its status, its parts and who says so."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from sayso.cli.date_words import date_words
from sayso.cli.dossier import STYLES
from sayso.cli.wording import chain_words, clean, count_words, flags_of, name_predicate, short_id
from sayso.model.claim import Factuality
from sayso.model.flow import ALL_TIME, UNDATED, Circle, Flow, Flows, LeftOutReason, Stance, Sum, Sums, SumStatus, Total

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from sayso.model.edge import Attestation

CHAINS = 4
"""How many say-sos of one thing are printed."""


def money_words(value: Decimal, currency: str, *, approximate: bool = False) -> str:
    """Return a sum to read: `about 4,200,000 USD`."""
    return f"{'about ' if approximate else ''}{value:,f} {currency}"


def print_flows(console: "Console", found: Flows, case_words: str) -> None:
    """Print totals, the flows with their sums, the circles, and what no date could answer for."""
    sums = {one.id: one for flow in found.flows for one in flow.sums}
    if not found.flows:
        console.print("Nobody is said to give anybody anything that answers to that.")
    for balance in found.balance:
        if balance.totals:
            console.print(f"What {clean(found.actor_name or '')} {balance.side}, as far as is told", style="bold")
            _print_totals(console, balance.totals, sums)
    for flow in found.flows:
        _print_flow(console, flow)
    if len(found.flows) < found.total:
        console.print(f"\n{count_words(found.total - len(found.flows), 'flow')} more; ask with --limit.", style="dim")
    if found.circles:
        console.print("\nMoney that is said to come back", style="bold")
        for circle in found.circles:
            _print_circle(console, circle)
    if found.circles_capped:
        console.print("There may be more circles than were looked for.", style="dim")
    _print_undated(console, found.undated)
    shown = next((item.claim for flow in found.flows for item in flow.attestations), None)
    if shown:
        console.print(f"\nSee a claim in its paragraph: sayso show {short_id(shown)}{case_words}", style="dim")


def print_sums(console: "Console", found: Sums, case_words: str) -> None:
    """Print every sum, wholes before their parts, each with who says so."""
    if not found.sums:
        console.print("No claim that answers to that names a sum.")
    by_id = {one.id: one for one in found.sums}
    last: tuple[str, ...] = ()
    for one in found.sums:
        heading = (one.giver.key, one.kind or one.predicates[0], one.receiver.key)
        if heading != last:
            says = "gives money to" if one.kind else name_predicate(one.predicates[0])
            console.print(f"\n{clean(one.giver.name)} – {says} – {clean(one.receiver.name)}", style="bold")
            last = heading
        _print_sum(console, one, by_id)
    if len(found.sums) < found.total:
        console.print(f"\n{count_words(found.total - len(found.sums), 'sum')} more; ask with --limit.", style="dim")
    _print_undated(console, found.undated)
    if found.sums:
        first = found.sums[0].attestations[0].claim
        console.print(f"\nSee a claim in its paragraph: sayso show {short_id(first)}{case_words}", style="dim")


def _print_totals(console: "Console", totals: Sequence[Total], sums: Mapping[str, Sum]) -> None:
    """Print totals that count something, each with its periods where there are several."""
    from rich.padding import Padding

    for total in totals:
        if total.period != ALL_TIME:
            continue
        console.print(Padding(_total_text(total), (0, 0, 0, 2), expand=False))
        same = [one for one in totals if one.period != ALL_TIME and _alike(one, total)]
        if len(same) > 1:
            for one in same:
                if one.sums:
                    console.print(f"      {_period_words(one.period)}: {_range_words(one)}", soft_wrap=False)
        for reason, many in _reasons(total, sums):
            console.print(Padding(f"not added: {many} ({reason})", (0, 0, 0, 6), expand=False), style="dim")


def _total_text(total: Total) -> "Text":
    from rich.text import Text

    text = Text("in all: ")
    _flag(text, total.stance)
    what = f"{_range_words(total)}" if total.sums else f"no sum of its own in {total.currency}"
    text.append(what, style="bold")
    text.append(f" {_status_words(total.status)}")
    if total.roots:
        names = ", ".join(root.name for root in total.roots[:CHAINS])
        more = len(total.roots) - CHAINS
        text.append(f", on the word of {clean(names)}{f' and {more} more' if more > 0 else ''}", style="green")
    return text


def _range_words(total: Total) -> str:
    if total.low == total.high:
        return money_words(total.high, total.currency, approximate=total.approximate)
    contested = "contested: " if total.contested else ""
    return f"{contested}{total.low:,f} to {money_words(total.high, total.currency, approximate=total.approximate)}"


def _reasons(total: Total, sums: Mapping[str, Sum]) -> Iterator[tuple[str, str]]:
    """Yield why sums are left out, each with the sums."""
    for reason in LeftOutReason:
        left = [one.sum for one in total.left_out if one.reason is reason]
        if left:
            shown = [money_words(sums[one].value, sums[one].currency) for one in left if one in sums]
            words = "; ".join(sorted(shown)[:CHAINS]) or count_words(len(left), "sum")
            yield reason.value, words + (f" and {len(left) - CHAINS} more" if len(left) > CHAINS else "")


def _print_flow(console: "Console", flow: Flow) -> None:
    """Print one flow: the two, how well it stands, its sums, or who says so where it has none."""
    from rich.padding import Padding
    from rich.text import Text

    text = Text("\n" if flow.sums else "")
    text.append(clean(flow.giver.name), style="bold")
    text.append(f" – {flow.says} – ", style="cyan")
    text.append(clean(flow.receiver.name), style="bold")
    text.append(f"  {flow.standing.value}", style=STYLES.get(flow.standing, "dim"))
    if flow.times and not flow.sums:
        text.append(f", {', '.join(date_words(time) for time in flow.times[:CHAINS])}", style="dim")
    console.print(text)
    by_id = {one.id: one for one in flow.sums}
    for one in flow.sums:
        _print_sum(console, one, by_id)
    _print_totals(console, [total for total in flow.totals if _tells_more(total, flow.totals)], by_id)
    told = {item.claim for one in flow.sums for item in one.attestations}
    rest = [item for item in flow.attestations if item.claim not in told]
    if rest:
        label = "told without a sum by " if flow.sums else ""
        console.print(Padding(_who(rest, label), (0, 0, 0, 4), expand=False))


def _tells_more(total: Total, totals: Sequence[Total]) -> bool:
    """Tell whether a total says more than the sums above it: several are added, or one is left out that is no part."""
    whole = next(one for one in totals if one.period == ALL_TIME and _alike(one, total))
    return len(whole.sums) > 1 or any(left.reason is not LeftOutReason.PART for left in whole.left_out)


def _alike(one: Total, other: Total) -> bool:
    """Tell whether two totals are of one kind, currency, status and stance."""
    return (one.kind, one.currency, one.status, one.stance) == (other.kind, other.currency, other.status, other.stance)


def _print_sum(console: "Console", one: Sum, by_id: Mapping[str, Sum]) -> None:
    """Print one sum with what became of it, when, and who says so; a part under its whole."""
    from rich.padding import Padding
    from rich.text import Text

    depth, whole = 0, one
    while whole.whole is not None and whole.whole in by_id:
        depth, whole = depth + 1, by_id[whole.whole]
    text = Text()
    text.append("of which " if depth else "")
    _flag(text, one.stance)
    text.append(money_words(one.value, one.currency, approximate=one.approximate), style="bold")
    text.append(f" {_status_words(one.status)}")
    if one.part_of and not depth:
        text.append(f", part of {clean(one.part_of)}, which is not told here")
    when = ", ".join(date_words(time) for time in one.times) or _undated_words(one)
    text.append(f", {when}", style="dim")
    if one.against:
        text.append(f", DENIED by {count_words(len(one.against), 'claim')}", style="bold red")
    console.print(Padding(text, (0, 0, 0, 2 + 4 * depth), expand=False))
    console.print(Padding(_who(one.attestations), (0, 0, 0, 6 + 4 * depth), expand=False))


def _undated_words(one: Sum) -> str:
    if not one.attested:
        return UNDATED
    first, last = one.attested[0], one.attested[-1]
    return f"undated, said {date_words(first)}" + (f" to {date_words(last)}" if last != first else "")


def _who(items: Sequence["Attestation"], label: str = "") -> "Text":
    """Return who says something, chain by chain, each with a claim's id."""
    from rich.text import Text

    held: dict[str, list[str]] = {}
    for item in items:
        flags = "".join(f" ({flag.word})" for flag in flags_of(item.factuality))
        held.setdefault(chain_words(item.say_so) + flags, []).append(short_id(item.claim))
    text = Text(label, style="dim")
    for at, (chain, claims) in enumerate(list(held.items())[:CHAINS]):
        text.append("; " if at else "", style="dim")
        text.append(chain, style="green")
        text.append(f" [{' '.join(claims[:CHAINS])}{' …' if len(claims) > CHAINS else ''}]", style="dim")
    if len(held) > CHAINS:
        text.append(f"; and {len(held) - CHAINS} more say-sos", style="dim")
    return text


def _print_circle(console: "Console", circle: Circle) -> None:
    """Print money that goes round, and on whose word each step is told."""
    names = [clean(party.name) for party in circle.parties]
    console.print(f"  {' → '.join([*names, names[0]])}")
    for giver, receiver, roots in zip(names, [*names[1:], names[0]], circle.roots, strict=True):
        said = clean(", ".join(root.name for root in roots)) or "nobody as certain"
        console.print(f"      {giver} → {receiver}: {said}", style="green")
    for net in circle.netted:
        left = ", ".join(f"{one:,f}" for one in net.left)
        goes = f"{money_words(net.value, net.currency)} {_status_words(net.status)} goes round"
        console.print(f"      {goes}; beyond it, step by step: {left}")
    if not circle.netted:
        console.print("      nothing to net: not every step has a sum of one currency and status", style="dim")


def _print_undated(console: "Console", undated: Iterable[str]) -> None:
    ids = [short_id(one) for one in undated]
    if ids:
        more = f" and {len(ids) - CHAINS} more" if len(ids) > CHAINS else ""
        console.print(f"\nLeft out, since no date tells of them: {', '.join(ids[:CHAINS])}{more}", style="dim")


def _flag(text: "Text", stance: Stance) -> None:
    for flag in flags_of(Factuality(stance.polarity, stance.certainty, stance.modality)):
        text.append(f"{flag.word} ", style=flag.style)


def _status_words(status: SumStatus) -> str:
    return "(what became of it is not told)" if status is SumStatus.UNKNOWN else status.value


def _period_words(period: str) -> str:
    return period if period in (UNDATED, ALL_TIME) else date_words(period)
