"""Join the stages that tell who is meant: mentions, types, names, coreference; takes a Parsed, gives Entities."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sayso.model.actor import ActorType
from sayso.model.span import Span
from sayso.reading.asides import OtherName, read_asides, read_known_as
from sayso.reading.columns import Columns, lay_out
from sayso.reading.coreference import Resolver
from sayso.reading.folding import fold
from sayso.reading.gazetteer import load_gazetteer
from sayso.reading.kinds import vote_types
from sayso.reading.language import Parsed
from sayso.reading.longer_forms import longer_ends
from sayso.reading.mentions import find_phrases
from sayso.reading.naming import Name, collect_names, join_names
from sayso.reading.parts import Entities, Entity, Mention, MentionKind
from sayso.reading.phrases import ARTICLES, Phrase
from sayso.reading.states import link_states
from sayso.reading.unions import Unions

PRONOUN_TYPES = {
    **dict.fromkeys(("he", "him", "his", "himself", "she", "her", "hers", "herself"), ActorType.PERSON),
    **dict.fromkeys(("i", "me", "my", "mine", "myself", "who", "whom"), ActorType.PERSON),
    **dict.fromkeys(("you", "your", "yours"), ActorType.PERSON),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves", "they", "them", "their"), ActorType.ORGANIZATION),
}


def find_entities(parsed: Parsed) -> Entities:
    """Find all mentions of a parsed document and join those that mean one actor; deterministic; empty gives empty."""
    return join_entities(lay_out(parsed))


def join_entities(columns: Columns) -> Entities:
    """Find entities over columns that are laid out already."""
    phrases = find_phrases(columns)
    votes = vote_types(columns, phrases)
    names, keys = collect_names(columns, phrases, votes)
    others = read_asides(columns, phrases, votes)
    introduced = [(keys[left], keys[right]) for left, right in read_known_as(columns, phrases)]
    introduced += [(keys[other.phrase], fold(other.words)) for other in others]
    unions, shared = join_names(names, introduced)
    entity, types = _number(phrases, keys, names, unions, shared)
    states = link_states(columns, phrases, entity)
    entity = Resolver(columns, phrases, entity, types, states).run()
    return _assemble(columns, phrases, entity, types, others)


def _number(
    phrases: Sequence[Phrase], keys: Sequence[str], names: Mapping[str, Name], unions: Unions[str], shared: set[str]
) -> tuple[list[int], list[ActorType | None]]:
    """Number the clusters of names by first use; a surname that several carry goes to the last one named before it."""
    numbers: dict[str, int] = {}
    last_bearer: dict[str, str] = {}
    entity: list[int] = []
    types: list[ActorType | None] = []
    for phrase, key in zip(phrases, keys, strict=True):
        if not key:
            entity.append(-1)
            types.append(phrase.type)
            continue
        root = unions.find(key)
        if key in shared:
            root = last_bearer.get(key, root)
        elif names[key].type is ActorType.PERSON:
            for word in names[key].words:
                last_bearer[word] = root
        entity.append(numbers.setdefault(root, len(numbers)))
        types.append(names[root].type if root in names else names[key].type)
    return entity, types


@dataclass(slots=True)
class _Draft:
    """Gather one entity's surface forms."""

    forms: dict[str, None] = field(default_factory=dict)
    full: list[tuple[int, str]] = field(default_factory=list)
    described: list[str] = field(default_factory=list)
    mentions: list[int] = field(default_factory=list)
    type: ActorType | None = None
    named: bool = False
    plural: bool = False
    country: str | None = None
    pronoun: str = ""


def _assemble(
    columns: Columns,
    phrases: Sequence[Phrase],
    entity: Sequence[int],
    types: Sequence[ActorType | None],
    others: Sequence[OtherName],
) -> Entities:
    """Build the records: mentions in order of the text, entities in order of their first mention."""
    drafts: dict[int, _Draft] = {}
    places: list[tuple[Span, int, Phrase, MentionKind, int, str]] = []
    parsed, text = columns.parsed, columns.parsed.document.text
    for i, phrase in enumerate(phrases):
        draft = drafts.setdefault(entity[i], _Draft())
        _take(columns, phrase, types[i], draft)
        span = parsed.span(phrase.first, phrase.last)
        places.append((span, phrase.head, phrase, phrase.kind, entity[i], text[span.start : span.end]))
    for other in others:
        phrase, number = phrases[other.phrase], entity[other.phrase]
        drafts[number].forms.setdefault(other.words)
        drafts[number].full.append((len(other.words.split()), other.words))
        places.append((other.span, -1, phrase, MentionKind.NAME, number, other.words))
    places.sort(key=lambda place: (place[0].start, -place[0].end))
    order: dict[int, int] = {}
    mentions: list[Mention] = []
    for span, head, phrase, kind, number, words in places:
        order.setdefault(number, len(order))
        drafts[number].mentions.append(len(mentions))
        first = phrase.first if head >= 0 else phrase.last
        mentions.append(Mention(first, phrase.last, head, kind, order[number], span, words))
    entities = [_entity(order[number], drafts[number]) for number in order]
    by_head = {mention.head: at for at, mention in enumerate(mentions) if mention.head >= 0}
    return Entities(tuple(mentions), tuple(entities), by_head, _by_token(mentions))


def _take(columns: Columns, phrase: Phrase, kind: ActorType | None, draft: _Draft) -> None:
    """Add what one phrase tells of its entity."""
    if phrase.kind is MentionKind.NAME:
        draft.plural = phrase.plural and (draft.plural or not draft.full)
    elif phrase.kind is MentionKind.DESCRIPTION and not draft.full:
        draft.plural = draft.plural or phrase.plural
    if phrase.kind is MentionKind.PRONOUN:
        draft.pronoun = draft.pronoun or phrase.role
        return
    draft.named = draft.named or phrase.named
    draft.type = draft.type or kind
    draft.country = draft.country or (phrase.country if kind is ActorType.STATE else None)
    bare = columns.text(phrase.first, phrase.last)
    draft.forms.setdefault(bare)
    whole = bare
    if phrase.left != phrase.first:
        draft.forms.setdefault(columns.text(phrase.left, phrase.last))
    if phrase.left != phrase.first or phrase.right != phrase.last:
        whole = columns.text(phrase.left, phrase.right)
        draft.forms.setdefault(whole)
    for end in longer_ends(columns, phrase, kind):
        draft.forms.setdefault(columns.text(phrase.left, end))
    if phrase.kind is MentionKind.NAME:
        draft.full.append((_fullness(phrase), bare))
    else:
        draft.described.append(whole)


def _fullness(phrase: Phrase) -> int:
    """Return how full a name is, in words; one that stands for another's is no name to go by."""
    return 0 if phrase.geography in {"adjective", "organ"} else len(phrase.name)


def _entity(index: int, draft: _Draft) -> Entity:
    """Choose an entity's name and list its other forms."""
    if draft.full:
        name = max(draft.full, key=lambda pair: (pair[0], not pair[1].isupper()))[1]
    else:
        name = _without_article(draft.described[0]) if draft.described else draft.pronoun
    if draft.country is not None:
        name = load_gazetteer().names.get(draft.country, name)
    aliases = tuple(form for form in draft.forms if form != name)
    return Entity(
        index=index,
        name=name,
        type=draft.type or PRONOUN_TYPES.get(draft.pronoun, ActorType.THING),
        named=draft.named,
        aliases=aliases,
        mentions=tuple(draft.mentions),
        canonical=f"country:{draft.country}" if draft.country else None,
        plural=draft.plural,
    )


def _without_article(text: str) -> str:
    """Drop a leading article."""
    first, _, rest = text.partition(" ")
    return rest if rest and first.lower() in ARTICLES else text


def _by_token(mentions: Sequence[Mention]) -> dict[int, int]:
    """Return for each token the smallest mention that covers it."""
    found: dict[int, int] = {}
    for at, mention in enumerate(mentions):
        if mention.head < 0:
            continue
        for token in range(mention.first, mention.last + 1):
            old = found.get(token)
            if old is None or _size(mentions[old]) > _size(mention):
                found[token] = at
    return found


def _size(mention: Mention) -> int:
    """Return the number of tokens of a mention."""
    return mention.last - mention.first + 1
