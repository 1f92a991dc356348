"""Load the words of money and read one sum out of a text of atoms; gives decimals and ISO 4217 codes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from sayso.reading.date_words import END, date_words, either

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
ATOM = re.compile(rf"{NUMBER}|[^\W\d_]+|[^\s\w]", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Coin:
    """Hold one coin's name: the code it means alone, the codes that a place gives it, and whether it needs a number."""

    code: str | None
    places: Mapping[str, str]
    needs: bool


@dataclass(frozen=True, slots=True)
class AmountWords:
    """Hold the data of `amounts.yaml`; `status` maps a base form to its status."""

    signs: Mapping[str, str]
    letters: Mapping[str, str]
    coins: Mapping[str, Coin]
    scales: Mapping[str, int]
    about: frozenset[str]
    status: Mapping[str, str]
    measuring: frozenset[str]
    part_after: frozenset[str]
    whole: frozenset[str]
    codes: frozenset[str]
    gate: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sum:
    """Mark characters `start` to `end` of a text of atoms as a sum of money."""

    start: int
    end: int
    value: Decimal
    code: str | None
    coin: str | None = None
    ranged: bool = False


@cache
def amount_words() -> AmountWords:
    """Return the words of money, read once."""
    import pycountry
    import yaml

    data: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "data" / "amounts.yaml").read_text(encoding="utf-8"))
    coins = {
        name: Coin(told.get("code"), told.get("places", {}), told.get("needs", False))
        for name, told in data["coins"].items()
    }
    names = {**{name: name for name in coins}, **{f"{name}s": name for name in coins}, **data["plurals"]}
    coins |= {word: coins[name] for word, name in names.items() if name in coins}
    codes = {currency.alpha_3 for currency in pycountry.currencies} - set(data["words_not_codes"])
    status: dict[str, str] = {}
    for name, lemmas in data["status"].items():
        status |= {lemma: name for lemma in lemmas if lemma not in status}
    signs = {sign[-1] for sign in data["signs"]}
    return AmountWords(
        signs=data["signs"],
        letters=data["letters"],
        coins=coins,
        scales=data["scales"],
        about=frozenset(data["about"]),
        status=status,
        measuring=frozenset(data["measuring"]),
        part_after=frozenset(data["part_after"]),
        whole=frozenset(data["whole"]),
        codes=frozenset(code.lower() for code in codes),
        gate=frozenset({*signs, *coins, *data["letters"], *(code.lower() for code in codes)}),
    )


def split_money(word: str) -> list[str]:
    """Split a token into atoms: numbers with their commas and points, letters, single signs; lower-cased."""
    return ATOM.findall(word.lower())


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a sum whose money stands before the number, and behind it."""
    w = amount_words()
    scale = either(w.scales)
    small = either(word for word, n in date_words().numbers.items() if n <= 100)
    digits = rf"(?:(?:{NUMBER})(?: (?:- )?{scale})*{END})"
    spelled = rf"(?:(?:half (?:a )?|{small} (?:- )?)(?:{small} )?(?:(?:and a half )?{scale} ?)+{END})"
    sign = rf"(?P<sign>{either(w.signs)}|{either(w.letters)}(?: \.)?{END}|{either(w.codes)}{END})"
    head = re.compile(rf"{sign} ?(?P<one>{digits})(?: (?:-|to) (?:(?P=sign) ?)?(?P<two>{digits}))?")
    place = rf"(?P<place>(?:{either(_places())} |u \. s \. )?)"
    tail = re.compile(
        rf"(?P<one>{digits}|{spelled})(?:(?: (?:-|to) )(?P<two>{digits}))? (?:- )?(?:of )?{place}"
        rf"(?P<coin>{either(w.coins)}|{either(w.codes)}){END}"
    )
    return head, tail


def _places() -> set[str]:
    """Return all words that tell whose coin is meant."""
    return {place for coin in amount_words().coins.values() for place in coin.places}


def read_sum(line: str, at: int) -> Sum | None:
    """Read one sum that begins at an offset; a range gives its upper end's place and its lower end's value."""
    head, tail = _patterns()
    w = amount_words()
    if match := head.match(line, at):
        sign = match["sign"].removesuffix(" .")
        coin = w.letters.get(sign)
        code = w.signs.get(sign) or (sign.upper() if sign in w.codes and coin is None else None)
        return _sum(match, code, coin)
    if match := tail.match(line, at):
        word, place = match["coin"], match["place"].strip()
        if word not in w.coins:
            return _sum(match, word.upper(), None)
        told = w.coins[word].places.get("us" if place == "u . s ." else place)
        return _sum(match, told, None if told else word)
    return None


def _sum(match: re.Match[str], code: str | None, coin: str | None) -> Sum | None:
    """Build a sum; in a range the scale behind the second number is the first one's too."""
    one, two = match["one"].strip(), match["two"]
    value = read_number(one)
    if two:
        upper = read_number(two.strip())
        scale = read_number("1 " + " ".join(w for w in two.split() if w in amount_words().scales))
        if not any(word in amount_words().scales for word in one.split()) and value * scale <= upper:
            value *= scale
    return Sum(match.start(), match.end(), value, code, coin, bool(two)) if value > 0 else None


def read_number(text: str) -> Decimal:
    """Return the number that digits and words mean ("1.2 billion", "half a million", "twenty-five thousand")."""
    w, numbers = amount_words(), date_words().numbers
    total, run, scaled = Decimal(0), Decimal(0), Decimal(1)
    for word in text.replace("and a half", "0.5").replace("half a ", "0.5 ").replace("half ", "0.5 ").split():
        if word[0].isdigit():
            run += Decimal(word.replace(",", ""))
        elif word in w.scales:
            scaled *= w.scales[word]
        elif word in numbers:
            run += numbers[word]
    return (total + (run or 1)) * scaled
