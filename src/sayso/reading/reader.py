"""Join the stages of the built-in reader: offline, on a CPU, the same claims with the same ids every time."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from sayso.model.document import Document
from sayso.model.errors import UnreadableDocument
from sayso.model.explanation import Explanation
from sayso.model.reading import ReaderVersion, Reading
from sayso.reading.confidence import WEIGHTS
from sayso.reading.language import Parsed, load_language, model_path, parse, refuse_long
from sayso.settings import int_setting, text_setting
from sayso.vocabulary import Vocabulary, load_vocabulary

if TYPE_CHECKING:
    from spacy.language import Language

    from sayso.reading.assembly import Assembler
    from sayso.reading.gate import Gate
    from sayso.reading.scene import Scene

NAME = "rules"
VERSION = "2"
LANGUAGES = frozenset({"en", "und", None})
FRAME_KINDS = frozenset({"verb"})
ONE_AT_A_TIME = Lock()
"""Held while a document is read: what the model forgets after it must be that document's alone."""
EMPTY_VERBS = frozenset({"be", "have", "do", "say"})


class RuleReader:
    """Read documents by rules over a dependency parse and the vocabulary's data.

    `vocabulary` names files or folders of the user's own, added to the built-in one. The model is loaded at first use.
    A document of more than `max_words` words is refused before it is parsed; the setting of that name unless given.
    """

    def __init__(self, vocabulary: Iterable[str | Path] = (), max_words: int | None = None) -> None:
        self.vocabulary: Vocabulary = load_vocabulary(*(Path(path) for path in vocabulary))
        self.max_words = int_setting("max_words", max_words)
        self._gate_level, self._gate_names = text_setting("gate"), text_setting("gate_names")

    @cached_property
    def language(self) -> "Language":
        """Return the loaded model."""
        return load_language()

    @cached_property
    def gate(self) -> "Gate | None":
        """Return what tells which sentences are parsed, None where all are; raises UsageError for a bad setting."""
        from sayso.reading.gate import GateLevel, make_gate
        from sayso.reading.language import irregular_forms

        if self._gate_level == GateLevel.OFF:
            return None
        return make_gate(self._gate_level, self._gate_names, self.vocabulary, irregular_forms(self.language))

    @cached_property
    def version(self) -> ReaderVersion:
        """Return the version: rules, models and vocabulary together."""
        from sayso.reading.encoder import weights

        digest = hashlib.sha256((model_path() / "meta.json").read_bytes() + self.vocabulary.version.encode())
        for path in (*weights(), WEIGHTS):
            digest.update(path.read_bytes())
        if self._gate_level != "off":
            names = Path(self._gate_names).read_bytes() if self._gate_names else b""
            digest.update(self._gate_level.encode() + names)
        return ReaderVersion(NAME, VERSION, digest.hexdigest()[:12])

    def read(self, documents: Iterable[Document]) -> Iterator[Reading | Exception]:
        """Read documents one after another; one that fails yields its error in its place."""
        for document in documents:
            try:
                yield self.read_one(document)
            except UnreadableDocument as error:
                yield error
            except (ValueError, LookupError, RecursionError, TypeError, AttributeError) as error:
                yield UnreadableDocument(
                    "broken", f"reading failed: {type(error).__name__}: {error}", "report this document as a bug"
                )

    def read_one(self, document: Document) -> Reading:
        """Read one document; raises UnreadableDocument for a language without a reader and for one that is too long."""
        self._refuse(document)
        with self._forgetting():
            if self.gate is not None:
                return self._read_thinned(self.gate, document)
            return make_reading(self.scene(document), self.vocabulary)

    @contextmanager
    def _forgetting(self) -> Iterator[None]:
        """Let the model forget the words of one document after it, else it grows by each new name for good.

        What it made in between (tokens, lexemes) must not be used any more; one document at a time.
        """
        with ONE_AT_A_TIME, self.language.memory_zone():
            yield

    def _read_thinned(self, gate: "Gate", document: Document) -> Reading:
        """Read what a gate leaves of a document; `words` counts these alone."""
        from sayso.reading.gate import restore

        thinned = gate.thin(document)
        if thinned is None:
            return Reading(document.id, document.text_id, str(self.version), (), (), (), 0)
        return restore(make_reading(self.scene(thinned), self.vocabulary), document)

    def explain(self, document: Document) -> Explanation:
        """Show how one document is read; raises UnreadableDocument as `read_one` does."""
        from sayso.reading.explanation import explain

        self._refuse(document)
        return explain(self.scene(document), self.vocabulary)

    def _refuse(self, document: Document) -> None:
        """Raise UnreadableDocument for a document that this reader does not read."""
        if document.metadata.language not in LANGUAGES:
            raise UnreadableDocument(
                "language",
                f"the text is in {document.metadata.language!r}, for which there is no reader",
                "translate it, or install a reader for this language",
            )
        refuse_long(document, self.max_words)

    def scene(self, document: Document) -> "Scene":
        """Return everything that is read off a document before claims are made, for use and for explaining."""
        return build_scene(parse(self.language, document), self.vocabulary, str(self.version))


def build_scene(parsed: Parsed, vocabulary: Vocabulary, reader: str) -> "Scene":
    """Run every stage over one parse."""
    from sayso.reading.amounts import find_amounts
    from sayso.reading.attribution import find_credits
    from sayso.reading.encoder import encode, has_encoder
    from sayso.reading.entities import find_entities
    from sayso.reading.factuality import FactualityJudge
    from sayso.reading.meaning import Meaning
    from sayso.reading.scene import Scene
    from sayso.reading.tagging import tag
    from sayso.reading.time import find_times
    from sayso.reading.tree import plant

    entities = find_entities(parsed)
    tree = plant(parsed)
    sentences = encode(parsed, entities) if has_encoder() else []
    amounts = find_amounts(parsed)
    return Scene(
        parsed=parsed,
        entities=entities,
        credits=find_credits(parsed, tree, tag(sentences) if sentences else ()),
        judge=FactualityJudge(parsed, tree),
        times=find_times(parsed),
        amounts=amounts,
        meaning=Meaning(entities, vocabulary, amounts),
        reader=reader,
        sentences=sentences,
    )


def make_reading(scene: "Scene", vocabulary: Vocabulary, assembler: "Assembler | None" = None) -> Reading:
    """Turn a scene into the reading of its document; an `assembler` that is given keeps what each claim came from."""
    from sayso.reading.assembly import Assembler
    from sayso.reading.frames import FrameFinder
    from sayso.reading.proposals import Advisor

    assembler = assembler or Assembler(scene)
    frames = list(FrameFinder(scene.parsed, scene.entities, vocabulary).frames())
    drafted = [(raw, scene.meaning.drafts(raw)) for raw in frames]
    untyped = [raw for raw, found in drafted if not found and raw.kind in FRAME_KINDS and raw.word not in EMPTY_VERBS]
    drafts = [draft for _, found in drafted for draft in found]
    claims = assembler.claims(Advisor(scene, frames).advise(drafts) if scene.sentences else drafts)
    made = {claim.trigger.start for claim in claims}
    untyped += [raw for raw in assembler.doubtful if scene.parsed.starts[raw.trigger] not in made]
    untyped = list({raw.trigger: raw for raw in sorted(untyped, key=lambda raw: raw.trigger)}.values())
    without_predicate = [frame for raw in untyped if (frame := assembler.frame(raw)) is not None]
    document = scene.parsed.document
    return Reading(
        doc=document.id,
        text_id=document.text_id,
        reader=scene.reader,
        actors=tuple(assembler.actors.values()),
        claims=tuple(claims),
        frames=tuple(without_predicate),
        words=sum(1 for text in scene.parsed.table.text if text[:1].isalnum()),
    )
