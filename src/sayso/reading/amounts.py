"""Find sums of money, how far they have come and which are parts of others; takes a Parsed, gives AmountExpressions."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sayso.model.claim import Amount
from sayso.reading.amount_words import Sum, amount_words, read_sum, split_money
from sayso.reading.dating import root_of
from sayso.reading.language import Parsed
from sayso.reading.parts import AmountExpression

MAX_STEPS = 7
PART_TOKENS = 6
# A part stands at most two sentences behind its whole ("This figure includes …").
WHOLE_SENTENCES = 2
SIGN = re.compile(r"[$€£¥₹₩₽₺₦₱₪₫₴₸₵]|rs\d")


def find_amounts(parsed: Parsed) -> list[AmountExpression]:
    """Return all sums of money in order of the text, with status and part-of; empty where there is none.

    A coin that several states have ("pesos") takes the state named beside it, else the one that the text names most;
    where none is named and no use prevails the sum is left out rather than guessed.
    """
    found: list[AmountExpression] = []
    gate, lower = amount_words().gate, parsed.table.lower
    for first, last in parsed.sentences:
        words = lower[first : last + 1]
        if gate.isdisjoint(words) and not SIGN.search(" ".join(words)):
            continue
        for expression in _find_in(parsed, first, last):
            found.append(_place(parsed, expression, found))
    return found


def amount_of(parsed: Parsed, amounts: Sequence[AmountExpression], trigger: int) -> Amount | None:
    """Return the sum that belongs to the event at a trigger token, or None; the nearest one along the tree wins."""
    first, last = parsed.sentences[parsed.sentence_of[trigger]]
    best: tuple[int, int, AmountExpression] | None = None
    for expression in amounts:
        if not first <= expression.first <= last:
            continue
        cost = _distance(parsed, expression, trigger)
        if cost is None:
            continue
        rank = (cost + (2 if expression.amount.part_of else 0), abs(expression.first - trigger))
        if best is None or rank < best[:2]:
            best = (*rank, expression)
    return best[2].amount if best else None


def _find_in(parsed: Parsed, first: int, last: int) -> list[AmountExpression]:
    """Find the sums of one sentence."""
    table = parsed.table
    atoms: list[str] = []
    owners: list[int] = []
    for i in range(first, last + 1):
        parts = split_money(table.text[i])
        atoms += parts
        owners += [i] * len(parts)
    starts, at = [], 0
    for atom in atoms:
        starts.append(at)
        at += len(atom) + 1
    line = " ".join(atoms)
    found: list[AmountExpression] = []
    position = 0
    while position < len(starts):
        money = (
            None if _is_article(parsed, line, starts[position], owners, position) else read_sum(line, starts[position])
        )
        expression = _express(parsed, money, starts, owners) if money else None
        if money is None or expression is None:
            position += 1
            continue
        found.append(expression)
        position = bisect_right(starts, money.end - 1)
    return found


def _is_article(parsed: Parsed, line: str, at: int, owners: list[int], position: int) -> bool:
    """Tell a single letter that stands apart from the sign behind it ("a $5 bill"), and so is no part of it."""
    if line[at + 1 : at + 2] != " " or not line[at].isalpha():
        return False
    here, after = owners[position], owners[position + 1]
    return parsed.ends[here] != parsed.starts[after] and here != after


def _express(parsed: Parsed, money: Sum, starts: list[int], owners: list[int]) -> AmountExpression | None:
    """Make an expression of a sum; None where nothing tells whose coin it is."""
    start = owners[bisect_right(starts, money.start) - 1]
    end = owners[bisect_right(starts, money.end - 1) - 1]
    code = money.code or (_whose(parsed, money.coin) if money.coin else None)
    if code is None:
        return None
    table, about = parsed.table, amount_words().about
    before = table.lower[max(0, start - 3) : start]
    rough = money.ranged or bool(before and (before[-1] in about or before[-1] == "~"))
    if before and before[-1] == "to" and before[-2:-1] == ["up"]:
        rough = True
    return AmountExpression(start, end, root_of(parsed, start, end), Amount(money.value, code, approximate=rough))


def _whose(parsed: Parsed, word: str) -> str | None:
    """Return the code of a coin by the place that the text names most, else the code it has by itself."""
    coin = amount_words().coins[word]
    if coin.places and coin.code != "USD":
        counts = Counter(coin.places[w] for w in parsed.table.lower if w in coin.places)
        if counts:
            return min(counts, key=lambda code: (-counts[code], code))
    return coin.code


def _place(parsed: Parsed, expression: AmountExpression, earlier: Sequence[AmountExpression]) -> AmountExpression:
    """Add status and the sum that an expression is a part of."""
    part_of = _part_of(parsed, expression, earlier)
    amount = replace(
        expression.amount,
        status=_status(parsed, expression.head),
        part_of=part_of,
    )
    return replace(expression, amount=amount)


def _status(parsed: Parsed, head: int) -> str | None:
    """Return the status that the words above a sum give it; a verb that governs the nearest one has the last word."""
    table, status = parsed.table, amount_words().status
    at, told = head, None
    for _ in range(MAX_STEPS):
        up = table.head[at]
        if up == at:
            break
        verb = table.pos[up] in ("VERB", "AUX")
        here = status.get(table.lemma[up])
        if told is None or (verb and here in ("requested", "offered", "withheld")):
            told = here or told
        if verb and table.dep[up] not in ("xcomp", "ccomp", "pcomp"):
            break
        at = up
    return told


def _part_of(parsed: Parsed, expression: AmountExpression, earlier: Sequence[AmountExpression]) -> str | None:
    """Return the sum that an expression is a part of, as text; what is coordinated with a part is a part too."""
    mark = _part_mark(parsed, expression)
    if mark is not None:
        return _whole_of(parsed, expression, earlier, near=mark)
    last = earlier[-1] if earlier else None
    if last is None or last.amount.part_of is None or last.amount.currency != expression.amount.currency:
        return None
    table = parsed.table
    between = set(table.lower[last.last + 1 : expression.first])
    same = parsed.sentence_of[last.first] == parsed.sentence_of[expression.first]
    verbs = any(table.pos[i] == "VERB" for i in range(last.last + 1, expression.first))
    return last.amount.part_of if same and not verbs and between & {"and", ","} else None


def _part_mark(parsed: Parsed, expression: AmountExpression) -> bool | None:
    """Return True where "including" makes a sum a part of the one just before it, False where "of which $1m" or "$1m of
    this" make it a part of a sum that is none itself, None where nothing does.
    """
    table, w = parsed.table, amount_words()
    first = parsed.sentences[parsed.sentence_of[expression.first]][0]
    before = table.lower[max(first, expression.first - PART_TOKENS) : expression.first]
    behind = table.lower[expression.last + 1 : expression.last + 5]
    if w.part_after & set(before):
        return True
    if any(a == "of" and b in w.whole for a, b in pairwise(before)):
        return False
    return False if len(behind) > 1 and behind[0] == "of" and w.whole & set(behind[1:]) else None


def _whole_of(
    parsed: Parsed, expression: AmountExpression, earlier: Sequence[AmountExpression], *, near: bool
) -> str | None:
    """Return the nearest earlier sum of the same currency that is larger and near enough to hold the part.

    A sum that is a part itself holds another only in the same sentence, where `near` allows it.
    """
    sentence = parsed.sentence_of[expression.first]
    for other in reversed(earlier):
        behind = sentence - parsed.sentence_of[other.first]
        if behind > WHOLE_SENTENCES:
            return None
        if other.amount.value <= expression.amount.value or other.amount.currency != expression.amount.currency:
            continue
        if other.amount.part_of is None or (near and not behind):
            return str(other.amount)
    return None


def _distance(parsed: Parsed, expression: AmountExpression, trigger: int) -> int | None:
    """Return the steps from a sum up to a trigger, past nouns and measuring words alone; None where there is no way."""
    if expression.first <= trigger <= expression.last:
        return None
    table, measuring = parsed.table, amount_words().measuring
    at = expression.head
    for step in range(1, MAX_STEPS + 1):
        up = table.head[at]
        if up == trigger:
            return step
        if up == at:
            return None
        if table.pos[up] in ("VERB", "AUX") and table.lemma[up] not in measuring:
            return step + 1 if table.head[trigger] == up and table.dep[trigger] in ("dobj", "nsubjpass") else None
        at = up
    return None
