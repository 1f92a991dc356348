"""Find quotations and their speakers: within a sentence, over sentences and over paragraphs; gives raw credits.

A speaker is sought where a credit already holds part of the quotation, right after it, right before it, with the
quotation before it, and at last at the verb that a short quotation depends on (after O'Keefe and others 2012, whose
rules by distance are hard to beat).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.model.document import Voice
from sayso.reading.credited import Found
from sayso.reading.cues import ReportingWords
from sayso.reading.language import Parsed
from sayso.reading.quote_marks import Quote, find_quotes, quoted_blocks
from sayso.reading.speech import Speech
from sayso.reading.tree import NOMINAL, Tree

NEAR_TOKENS = 4
BEFORE_TOKENS = 14
SHORT_TOKENS = 3
LABEL_TOKENS = 9
OPENING = frozenset({'"', "“", "'", "‘"})


@dataclass(frozen=True, slots=True)
class Cue:
    """Hold a verb of speech with its speakers; `first` and `last` bound cue and speakers."""

    verb: int
    tokens: tuple[int, ...]
    speakers: tuple[int, ...]
    first: int
    last: int


def quoted(parsed: Parsed, tree: Tree, words: ReportingWords, found: list[Found]) -> list[Found]:
    """Return credits for all quotations with a speaker, given the credits that stand in the grammar."""
    quotes = find_quotes(parsed) + quoted_blocks(parsed)
    quotes.sort(key=lambda quote: (quote.first, quote.last))
    spoken = list(_headlines(parsed, tree, words))
    if not quotes:
        return spoken
    finder = _Speakers(parsed, tree, words, found, quotes)
    previous: tuple[Quote, Found] | None = None
    for quote in quotes:
        credit = finder.find(quote, previous)
        if credit is not None:
            spoken.append(credit)
            previous = (quote, credit)
        elif not finder.is_short(quote):
            previous = None
    return spoken


class _Speakers:
    """Find the speakers of one document's quotations."""

    def __init__(
        self, parsed: Parsed, tree: Tree, words: ReportingWords, found: list[Found], quotes: list[Quote]
    ) -> None:
        self.parsed, self.tree, self.words, self.found, self.quotes = parsed, tree, words, found, quotes
        self.inside: set[int] = {token for quote in quotes for token in range(quote.first, quote.last + 1)}
        self.speech = Speech(tree, words)
        self.cues = self._all_cues()

    def _all_cues(self) -> list[Cue]:
        """Return the verbs of speech outside quotations with their speakers, in order."""
        cues = []
        for verb, lemma in enumerate(self.tree.lemmas):
            if verb in self.inside or self.tree.pos[verb] not in ("VERB", "AUX") or not self.words.clausal(lemma):
                continue
            speakers, _ = self.speech.speakers(verb)
            speakers = tuple(speaker for speaker in speakers if speaker not in self.inside)
            if speakers:
                edges = [verb, *speakers]
                cues.append(Cue(verb, self.speech.cue(verb), speakers, min(edges), max(edges)))
        return cues

    def find(self, quote: Quote, previous: tuple[Quote, Found] | None) -> Found | None:
        """Return the credit of one quotation, or None where no speaker is near."""
        held = self._held(quote)
        if held is not None:
            return held
        cue = self._after(quote) or self._before(quote)
        if cue is not None:
            return self._credit(quote, cue)
        if self._stands_alone(quote):
            return self._carried(quote, previous)
        return self._dependent(quote)

    def _credit(self, quote: Quote, cue: Cue) -> Found:
        """Return the credit of a quotation for a cue."""
        return Found(cue.speakers, cue.tokens, ((quote.first, quote.last),))

    def is_short(self, quote: Quote) -> bool:
        """Tell whether only a word or two are quoted."""
        return quote.last - quote.first - 1 < SHORT_TOKENS

    def _held(self, quote: Quote) -> Found | None:
        """Return a credit of the grammar that holds part of the quotation, widened to all of it."""
        best: Found | None = None
        for one in self.found:
            if one.bare or any(token in self.inside for token in one.cue):
                continue
            shares = any(first <= quote.last and quote.first <= last for first, last in one.content)
            near = quote.first - BEFORE_TOKENS * 3 <= one.cue[0] <= quote.last + BEFORE_TOKENS
            if shares and near and (best is None or self._distance(one, quote) < self._distance(best, quote)):
                best = one
        if best is None:
            return None
        return Found(best.sources, best.cue, ((quote.first, quote.last),), passes_on=best.passes_on, inner=best.inner)

    def _distance(self, one: Found, quote: Quote) -> int:
        """Return how many tokens part a cue from a quotation."""
        return max(quote.first - one.cue[-1], one.cue[0] - quote.last)

    def _after(self, quote: Quote) -> Cue | None:
        """Return the cue right after a quotation, before the next one and in the same paragraph."""
        for cue in self.cues:
            if quote.last < cue.first <= quote.last + NEAR_TOKENS and cue.last - cue.first <= 3 * NEAR_TOKENS:
                gap = range(quote.last + 1, cue.first)
                same = self.parsed.segments[cue.first] == self.parsed.segments[quote.last]
                if same and not any(token in self.inside or self.tree.words[token] in (".", ":") for token in gap):
                    return self._if_open(quote, cue)
        return None

    def _if_open(self, quote: Quote, cue: Cue) -> Cue | None:
        """Return the cue unless it begins a new sentence that brings its own words."""
        new_sentence = self.tree.sentence_of[cue.first] != self.tree.sentence_of[quote.last]
        ends = self.tree.words[quote.last - 1] in (".", ".'")
        return None if new_sentence and ends else cue

    def _before(self, quote: Quote) -> Cue | None:
        """Return the cue before a quotation in its sentence, or in one that ends in a colon or comma."""
        tree = self.tree
        for cue in reversed(self.cues):
            if cue.last >= quote.first:
                continue
            if cue.verb < quote.first - BEFORE_TOKENS or any(t in self.inside for t in range(cue.verb, quote.first)):
                return None
            joins = tree.sentence_of[cue.verb] == tree.sentence_of[quote.first]
            leads = quote.first > 0 and tree.words[quote.first - 1] in (":", ",")
            if leads or (joins and tree.within(self._top(quote), cue.verb)):
                return cue
            return None
        return None

    def _top(self, quote: Quote) -> int:
        """Return the token of the quotation's first words whose head stands outside."""
        tree = self.tree
        token = min(quote.first + 1, quote.last)
        while quote.first <= tree.heads[token] <= quote.last and tree.heads[token] != token:
            token = tree.heads[token]
        return token

    def _stands_alone(self, quote: Quote) -> bool:
        """Tell whether a quotation begins its sentence, so that no verb outside holds it."""
        tree = self.tree
        start, _ = tree.sentences[tree.sentence_of[quote.first]]
        return quote.first <= start + 1 or self.tree.words[quote.first - 1] in (".", "?", "!", ":", '"')

    def _carried(self, quote: Quote, previous: tuple[Quote, Found] | None) -> Found | None:
        """Return the speaker of the words before: the last quotation's, or the last credit's of the sentence before."""
        segment = self.parsed.segments[quote.first]
        before = self._spoke_last(quote)
        if previous is not None and (before is None or previous[0].last >= before.cue[0] or previous[1] is before):
            earlier, credit = previous
            apart = segment - self.parsed.segments[earlier.last]
            sentences = self.tree.sentence_of[quote.first] - self.tree.sentence_of[earlier.last]
            if earlier.runs_on or (apart == 0 and sentences <= 2) or (apart == 1 and sentences <= 2):
                return Found(credit.sources, credit.cue, ((quote.first, quote.last),), passes_on=credit.passes_on)
        if before is not None:
            return Found(before.sources, before.cue, ((quote.first, quote.last),))
        return self._acted_last(quote)

    def _acted_last(self, quote: Quote) -> Found | None:
        """Return the person who is the subject of the sentence before, for a quotation of whole sentences."""
        tree = self.tree
        sentence = tree.sentence_of[quote.first]
        if sentence == 0 or quote.last - quote.first < 2 * NEAR_TOKENS:
            return None
        start, end = tree.sentences[sentence - 1]
        if self.parsed.segments[start] != self.parsed.segments[quote.first]:
            return None
        root = next((token for token in range(start, end + 1) if tree.heads[token] == token), start)
        subject = tree.child(root, {"nsubj"})
        if subject is None or subject in self.inside or root in self.inside:
            return None
        person = self.parsed.table.ent[subject] == "PERSON" or tree.words[subject] in ("he", "she")
        return Found((subject,), (root,), ((quote.first, quote.last),)) if person else None

    def _spoke_last(self, quote: Quote) -> Found | None:
        """Return the last credit of the sentence before a quotation, in this paragraph or the one before."""
        sentence = self.tree.sentence_of[quote.first]
        best: Found | None = None
        for one in self.found:
            here = self.tree.sentence_of[one.cue[0]]
            near = one.cue[0] < quote.first and sentence - here <= 1 and one.cue[0] not in self.inside
            says = bool(one.sources) and self.words.clausal(self.tree.lemmas[one.cue[0]])
            if near and says and (best is None or one.cue > best.cue):
                best = one
        return best

    def _dependent(self, quote: Quote) -> Found | None:
        """Return the subject of the verb that a quoted phrase depends on; titles and single words have none."""
        tree = self.tree
        if self.is_short(quote) or self._is_title(quote):
            return None
        verb = tree.heads[self._top(quote)]
        while tree.pos[verb] not in ("VERB", "AUX") and tree.heads[verb] != verb:
            verb = tree.heads[verb]
        if quote.first <= verb <= quote.last or tree.pos[verb] not in ("VERB", "AUX"):
            return None
        if tree.lemmas[verb] not in self.words.evaluating:
            return None
        speakers, _ = self.speech.speakers(verb)
        speakers = tuple(
            one for one in speakers if one not in self.inside and tree.pos[one] in ("PROPN", "PRON", "NOUN")
        )
        if not speakers or tree.words[speakers[0]] in ("it", "that", "this", "which", "there"):
            return None
        return Found(speakers, (verb,), ((quote.first, quote.last),))

    def _is_title(self, quote: Quote) -> bool:
        """Tell whether most words are capitalised, as in the name of a book or a song."""
        inside = [self.parsed.words(token, token) for token in range(quote.first + 1, quote.last)]
        letters = [word for word in inside if word[0].isalpha()]
        return bool(letters) and sum(word[0].isupper() for word in letters) >= 0.6 * len(letters)


def _headlines(parsed: Parsed, tree: Tree, words: ReportingWords) -> list[Found]:
    """Return credits for "Minister: no deal" in titles and "ANNA MORI: We lost." at the start of paragraphs.

    Names in capitals that the parser does not know count where at least two of them speak by turns.
    """
    labels = [
        (first, speaker, colon)
        for first, speaker, colon in _labels(parsed, tree)
        if tree.pos[speaker] in NOMINAL and tree.lemmas[speaker] not in words.labels
    ]
    shouted = {tree.words[speaker] for first, speaker, colon in labels if _is_shouted(parsed, first, colon)}
    found = []
    for first, speaker, colon in labels:
        titled = parsed.voice(first) is Voice.TITLE
        person = parsed.table.ent[speaker] == "PERSON" and all(
            parsed.words(at, at)[0].isupper() or tree.words[at] == "," for at in range(first, colon)
        )
        turn = len(shouted) > 1 and _is_shouted(parsed, first, colon)
        if (titled and colon - first <= 4) or person or turn:
            content = ((colon + 1, _last_of(parsed, colon)),)
            found.append(Found((speaker,), (colon,), content, words=(first, speaker)))
    return found


def _labels(parsed: Parsed, tree: Tree) -> Iterator[tuple[int, int, int]]:
    """Yield the first token, the last of what names a speaker, and the colon, of each paragraph that opens so."""
    before = -1
    for token, segment in enumerate(parsed.segments):
        if segment == before:
            continue
        before = segment
        first = token + (tree.words[token] in OPENING)
        colon = next(
            (at for at in range(first + 1, min(first + LABEL_TOKENS, len(tree))) if tree.words[at] == ":"), None
        )
        if colon is not None and parsed.segments[colon] == segment and _last_of(parsed, colon) > colon + 1:
            yield first, next((at for at in range(first + 1, colon) if tree.words[at] == ","), colon) - 1, colon


def _is_shouted(parsed: Parsed, first: int, colon: int) -> bool:
    """Tell whether the words before a colon have capitals alone."""
    return all(parsed.table.text[at].isupper() for at in range(first, colon) if parsed.table.text[at][0].isalpha())


def _last_of(parsed: Parsed, token: int) -> int:
    """Return the last token of a token's segment."""
    segment = parsed.segments[token]
    last = token
    while last + 1 < len(parsed.segments) and parsed.segments[last + 1] == segment:
        last += 1
    return last
