"""Write the text of one invented document, and the reading that was planted in it, offset for offset."""

from bisect import bisect
from decimal import Decimal
from random import Random

from generated_draft import Draft, Planned, finish
from generated_world import (
    AUTHORS,
    COMMENTERS,
    FIRST_YEAR,
    LAST_YEAR,
    PUBLISHERS,
    Fact,
    Figure,
    World,
    author,
    coin,
    publishers,
    word_weights,
    words,
)

from sayso.model import (
    ActorType,
    Amount,
    Certainty,
    Document,
    Factuality,
    Metadata,
    Modality,
    Polarity,
    Reading,
    Span,
    Voice,
)

COPY_SHARE, COMMENT_SHARE = 0.03, 0.05
DENIED, HEDGED, INTENDED = 0.06, 0.12, 0.04
DEPTHS = (0.45, 0.80, 0.95)
UNNAMED_SHARE, KNOWN_SHARE = 0.3, 0.6
UNNAMED = ("officials", "analysts", "residents", "diplomats", "a witness", "two ministers")
STATUSES = (None, "requested", "appropriated", "offered", "withheld", "paid")
MONTHS = ("January", "March", "May", "June", "August", "October", "December")


def compose(world: World, number: int, reader: str) -> tuple[Document, Reading]:
    """Write a document and what stands in it."""
    rng, told = world.rng("document", number), number
    while (earlier := copied(world, told)) is not None:
        told = earlier
    draft = Draft()
    metadata = _head(number, rng, draft)
    _body(world, world.rng("body", told), draft)
    if told != number:
        _paragraph(draft, f"{_filler(rng)}Taken over by {metadata.publisher or 'another hand'} under number {number}.")
    return finish(number, draft, metadata, reader)


def copied(world: World, number: int) -> int | None:
    """Return which document this one is a near copy of, or None."""
    rng = world.rng("copy", number)
    return rng.randrange(number) if number >= 20 and rng.random() < COPY_SHARE else None


def _head(number: int, rng: Random, draft: Draft) -> Metadata:
    """Draw who publishes, who writes and when; write the title."""
    title = " ".join(coin(rng.randrange(50_000)) for _ in range(3)) + f" {number}"
    _paragraph(draft, title, Voice.TITLE)
    publisher = publishers()[min(int(PUBLISHERS ** rng.random()), PUBLISHERS) - 1] if rng.random() < 0.9 else None
    writers = tuple(author(rng.randrange(AUTHORS)) for _ in range(rng.choice((0, 1, 1, 1, 2))))
    date = f"{rng.randint(FIRST_YEAR, LAST_YEAR)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    return Metadata(title, writers, publisher, date if rng.random() < 0.97 else None, "meta", "en")


def _body(world: World, rng: Random, draft: Draft) -> None:
    """Write the paragraphs, with some ten claims."""
    many, at = rng.randint(6, 14), 0
    sums: list[Amount] = []
    while at < many:
        here = min(many - at, rng.randint(1, 3))
        comment = rng.random() < COMMENT_SHARE
        begun, index = draft.at, len(draft.segments)
        for _ in range(here):
            if rng.random() < 0.3:
                _frame(world, rng, draft, index)
            draft.write(_filler(rng))
            _claim(world, rng, draft, index, sums)
        speaker = coin(int(COMMENTERS ** rng.random()) * 17) if comment and rng.random() < 0.9 else None
        spoken = f"{rng.randint(2005, LAST_YEAR)}-0{rng.randint(1, 9)}" if comment else None
        voice = Voice.COMMENT if comment else Voice.BODY
        draft.segments.append((begun, draft.at, voice, speaker, spoken))
        draft.write("\n\n")
        at += here


def _paragraph(draft: Draft, text: str, voice: Voice = Voice.BODY) -> None:
    span = draft.write(text)
    draft.segments.append((span.start, span.end, voice, None, None))
    draft.write("\n\n")


def _filler(rng: Random) -> str:
    """Return a sentence that says nothing of anybody."""
    drawn = rng.choices(words(), cum_weights=word_weights(), k=rng.randint(6, 18))
    return " ".join(drawn).capitalize() + ". "


def _frame(world: World, rng: Random, draft: Draft, index: int) -> None:
    """Write a sentence that no predicate fits."""
    begun = draft.at
    one, other = _cast(world, rng, draft, ()), _cast(world, rng, draft, ())
    left = draft.name(rng, one.name, one.short, one.type)
    draft.write(" ")
    lemma = words()[rng.randrange(300)]
    trigger = draft.write(lemma)
    draft.write(" ")
    draft.name(rng, other.name, other.short, other.type)
    draft.write(".")
    draft.frames.append((Span(begun, draft.at), trigger, left[1], left[0], lemma, index))
    draft.write(" ")


def _claim(world: World, rng: Random, draft: Draft, index: int, sums: list[Amount]) -> None:
    """Write a sentence with one claim."""
    fact, begun = world.draw_fact(rng), draft.at
    sources = _sources(world, rng, draft)
    subject, other = world.figures[fact.subject], world.figures[fact.object]
    draft.cast += [subject, other]
    left = draft.name(rng, subject.name, subject.short, subject.type)
    said, auxiliary = _factuality(rng)
    draft.write(auxiliary)
    trigger = draft.write(fact.predicate.replace("_", " "))
    draft.write(" ")
    right = draft.name(rng, other.name, other.short, other.type)
    if fact.role:
        draft.write(f" as {fact.role}")
    amount = _amount(rng, fact, sums)
    if amount:
        draft.write(f" with {amount}" + (f", part of {amount.part_of}" if amount.part_of else ""))
    when, told = _time(rng, fact.year)
    draft.write(f"{told}.")
    sentence = Span(begun, draft.at)
    confidence = round(0.35 + 0.6 * rng.random(), 3)
    draft.claims.append(
        Planned(
            left, fact.predicate, right, trigger, sentence, index, said, sources, when, fact.role, amount, confidence
        )
    )
    draft.write(" ")


def _sources(world: World, rng: Random, draft: Draft) -> tuple[tuple[str, Span, str, str], ...]:
    """Write who is credited: outermost first, none to three."""
    found = []
    for depth in range(bisect(DEPTHS, rng.random())):
        if depth == 0:
            draft.write("According to ")
        if rng.random() < UNNAMED_SHARE:
            name = rng.choice(UNNAMED)
            held = draft.name(rng, name, name, ActorType.PERSON, named=False)
        else:
            source = _cast(world, rng, draft, (ActorType.PERSON, ActorType.ORGANIZATION))
            held = draft.name(rng, source.name, source.short, source.type)
        found.append((*held, "said that" if depth else "According to"))
        draft.write(" said that " if depth else ", ")
    return tuple(found)


def _cast(world: World, rng: Random, draft: Draft, kinds: tuple[ActorType, ...]) -> Figure:
    """Return an actor of some kinds, as often as not one that the document has named."""
    known = [figure for figure in draft.cast if not kinds or figure.type in kinds]
    if known and rng.random() < KNOWN_SHARE:
        return rng.choice(known)
    figure = world.figures[world.draw_actor(rng, kinds)]
    draft.cast.append(figure)
    return figure


def _factuality(rng: Random) -> tuple[Factuality, str]:
    """Draw how surely something is said, with the words before the predicate."""
    drawn = rng.random()
    if drawn < DENIED:
        return Factuality(Polarity.DENIED), " did not "
    if drawn < DENIED + HEDGED:
        likely = rng.random() < 0.6
        return Factuality(certainty=Certainty.PROBABLE if likely else Certainty.POSSIBLE), (
            " reportedly " if likely else " may have "
        )
    if drawn < DENIED + HEDGED + INTENDED:
        return Factuality(modality=Modality.INTENDED), " plans to "
    return Factuality(), " "


def _amount(rng: Random, fact: Fact, sums: list[Amount]) -> Amount | None:
    """Draw a sum for kinds of support; some are parts of the one before."""
    if fact.family != "support" or rng.random() > 0.3:
        return None
    whole = sums[-1] if sums and rng.random() < 0.2 else None
    currency = whole.currency if whole else rng.choice(("USD", "USD", "USD", "EUR", "PKR"))
    value = whole.value // 4 + 1 if whole else Decimal(rng.randint(1, 900) * 10 ** rng.randint(4, 6))
    amount = Amount(value, currency, rng.choice(STATUSES), str(whole) if whole else None, rng.random() < 0.1)
    sums.append(amount)
    return amount


def _time(rng: Random, year: int) -> tuple[str | None, str]:
    """Draw a time near a year, exact, vague or none, with its words."""
    year = min(LAST_YEAR, max(FIRST_YEAR, year + rng.choice((-2, -1, 0, 0, 0, 0, 1, 3))))
    month, day = rng.randrange(len(MONTHS)), rng.randint(1, 28)
    number = (1, 3, 5, 6, 8, 10, 12)[month]
    ways: tuple[tuple[str | None, str], ...] = (
        (None, ""),
        (str(year), f" in {year}"),
        (f"{year}-{number:02}", f" in {MONTHS[month]} {year}"),
        (f"{year}-{number:02}-{day:02}", f" on {day} {MONTHS[month]} {year}"),
        (f"{year}/{year + 3}", f" from {year} to {year + 3}"),
        (f"{year}/..", f" since {year}"),
        (f"{year // 10}X", f" in the {year // 10}0s"),
        (f"{year}~", f" around {year}"),
    )
    return rng.choices(ways, weights=(40, 22, 14, 9, 6, 4, 3, 2))[0]
