"""Put claims into sentences that name who says so: never "X funds Y", always "A said that X funds Y".

Pure: a claim with its names in, words out; every phrase stands in `data/wording.yaml`. The chain of say-so leads, from
the publisher to the last source; hedges, denials and plans are words of the sentence. Time, role, sum and place follow.
"""

from collections.abc import Sequence

from sayso.analysis.wording import Wording, load_wording
from sayso.model.claim import Amount, Certainty, Factuality, Modality, Polarity
from sayso.model.date_words import date_words
from sayso.model.document import Voice
from sayso.model.edge import PredicateTraits
from sayso.model.plain_words import clean
from sayso.model.view import ClaimView


def tell_claim(view: ClaimView, traits: PredicateTraits | None = None, wording: Wording | None = None) -> str:
    """Return what a claim says and on whose say-so, without the full stop.

    Every name of the say-so stands in the sentence, outermost first.
    """
    words = wording or load_wording()
    return f"{tell_chain(view, words)} {tell_content(view, traits, words)}"


def tell_denial(view: ClaimView, wording: Wording | None = None) -> str:
    """Return who says that what stands before is not so: `the Courier reported that Z denied it`."""
    words = wording or load_wording()
    hedge = words.certainty[view.claim.factuality.certainty.value]
    *before, last = _links(view, words)
    if _credited(view):
        name = last.removesuffix(" that").removesuffix(_ending(words))
        told = " ".join(part for part in (name, hedge, words.denied["credited"]) if part)
        return " ".join((*before, told))
    return " ".join(part for part in (*before, last, hedge, words.denied["voice"]) if part)


def tell_chain(view: ClaimView, wording: Wording | None = None) -> str:
    """Return the say-so in words, up to the last "that"."""
    return " ".join(_links(view, wording or load_wording()))


def tell_content(view: ClaimView, traits: PredicateTraits | None = None, wording: Wording | None = None) -> str:
    """Return what a claim says, for use after who says it and nowhere else."""
    words = wording or load_wording()
    verb = _verb_words(view, traits, words)
    subject, other = clean(view.subject), clean(view.object)
    return f"{subject} {verb} {other}{tell_qualifiers(view, words)}"


def tell_qualifiers(view: ClaimView, wording: Wording | None = None) -> str:
    """Return role, place, matter, sum and time of a claim as they follow in its sentence; empty where it has none."""
    words = wording or load_wording()
    claim = view.claim
    amount = None if claim.amount is None else tell_amount(claim.amount, words)
    time = None if claim.time is None else date_words(claim.time)
    pairs = (
        ("role", claim.role),
        ("place", claim.place),
        ("about", claim.about),
        ("amount", amount),
        ("time", time),
    )
    return "".join(words.qualifiers[name].format(words=clean(held)) for name, held in pairs if held)


def tell_amount(amount: Amount, wording: Wording | None = None) -> str:
    """Return a sum with what became of it and what it is a part of: `about 3,200,000 USD, offered`."""
    words = (wording or load_wording()).qualifiers
    told = f"{amount.value.normalize():,f} {amount.currency}"
    if amount.approximate:
        told = words["approximate"].format(words=told)
    if amount.status:
        told = words["status"].format(words=told, status=amount.status)
    return words["whole"].format(words=told, whole=amount.part_of) if amount.part_of else told


def list_names(names: Sequence[str]) -> str:
    """Return names as a list in words: `A`, `A and B`, `A, B and C`."""
    shown = [clean(name) for name in names]
    return " and ".join(part for part in (", ".join(shown[:-1]), *shown[-1:]) if part)


def is_many(name: str) -> bool:
    """Tell whether a description speaks of several ("two ministers of X", "officials"); a name never does."""
    known = load_wording()
    head = name.casefold().split(known.of)[0].split() or [""]
    described = name[:1].islower() or head[0] in known.numbers
    return described and head[-1].endswith(known.many_endings) and not head[-1].endswith(known.one_endings)


def _verb_words(view: ClaimView, traits: PredicateTraits | None, words: Wording) -> str:
    """Return the predicate with its hedge, its denial, its plan."""
    said, verb = view.claim.factuality, words.verb(view.claim.predicate)
    many = is_many(view.subject)
    hedge = words.certainty[said.certainty.value]
    if said.modality is not Modality.ACTUAL:
        forms = words.modality[said.modality.value]
        form = "not" if said.polarity is Polarity.DENIED else "plural" if many else "third"
        told = f"{forms[form]} {verb.base}"
    elif said.polarity is Polarity.DENIED:
        told = _denied(verb.denied, verb.base, traits, many, words)
    else:
        told = verb.plural if many else verb.third
    return f"{hedge} {told}" if hedge else told


def _denied(denied: str | None, base: str, traits: PredicateTraits | None, many: bool, words: Wording) -> str:
    if denied is not None:
        return denied
    event = traits is not None and traits.kind == "event"
    return f"{words.negation['event' if event else 'states' if many else 'state']} {base}"


def _links(view: ClaimView, words: Wording) -> list[str]:
    """Return one phrase a link, outermost first; publisher and author are one link."""
    credited = _credited(view)
    voices = view.say_so[: len(view.say_so) - len(credited)]
    return [_voice(view, voices, words), *(_source(name, words) for name in credited)]


def _credited(view: ClaimView) -> tuple[str, ...]:
    """Return the names of the chain that the text credits; the first of them may be the document's own voice."""
    many = min(len(view.claim.sources), len(view.say_so) - 1)
    if view.voice is Voice.COMMENT:
        many = min(many, max(0, len(view.say_so) - 1 - view.say_so.index(view.commenter or view.say_so[-1])))
    return view.say_so[len(view.say_so) - many :] if many else ()


def _source(name: str, words: Wording) -> str:
    return words.said["credited"].format(name=clean(name))


def _ending(words: Wording) -> str:
    """Return what `said that` has before its last word."""
    return words.said["credited"].format(name="").removesuffix(" that")


def _voice(view: ClaimView, voices: Sequence[str], words: Wording) -> str:
    """Return who speaks in the document's own voice."""
    said, names = words.said, [clean(name) for name in voices]
    if view.voice is Voice.COMMENT:
        form = ("" if view.commenter else "unnamed_") + ("comment" if len(names) > 1 else "comment_alone")
        return said[form].format(name=clean(view.commenter or ""), publisher=names[0] if names else "")
    if len(names) > 1:
        return said["author"].format(publisher=names[0], name=names[-1])
    titled = bool(names) and voices[0] in (view.title, view.document)
    return said["title" if titled else "publisher"].format(name=names[0] if names else said["nobody"])


def tell_doubt(said: Factuality) -> str:
    """Return in one word how surely something is said, empty for a plain assertion: for a list of names."""
    parts = [
        "denied" if said.polarity is Polarity.DENIED else "",
        said.certainty.value if said.certainty is not Certainty.CERTAIN else "",
        said.modality.value if said.modality is not Modality.ACTUAL else "",
    ]
    return ", ".join(part for part in parts if part)
