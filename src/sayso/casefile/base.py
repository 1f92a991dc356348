"""Hold what every part of the front door works on: the store, the vocabulary, the clock."""

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sayso.model.address import is_address
from sayso.model.errors import NotFound, UsageError
from sayso.settings import float_setting, text_setting
from sayso.store import EdgeRules, open_store

if TYPE_CHECKING:
    from sayso.casefile.filtering import Asked, Choice
    from sayso.model.edge import PredicateTraits
    from sayso.model.filter import Filter
    from sayso.model.reading import Reader
    from sayso.vocabulary import Vocabulary


TIES = 40
"""How many ties a dossier shows: what can be read; it says how many more there are."""


class CaseBase:
    """Open a casefile's store; the parts of the front door build on it."""

    def __init__(
        self,
        path: str | Path,
        *,
        reader: "str | Reader | None" = None,
        vocabulary: str | Path | None = None,
        must_exist: bool = False,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        named = text_setting("vocabulary", None if vocabulary is None else str(vocabulary))
        self._vocabulary_path = Path(named) if named else None
        self._reader = reader if reader is not None else text_setting("reader")
        self._clock = clock
        self._store = open_store(
            path,
            must_exist=must_exist,
            busy_timeout_s=float_setting("busy_timeout_s"),
            statement_timeout_s=float_setting("statement_timeout_s"),
            rules=self._make_rules,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; closing twice does nothing."""
        self._store.close()

    @property
    def path(self) -> Path:
        """Return the casefile's path; raises UsageError where it is on a server."""
        if is_address(self.location):
            raise UsageError(f"{self.location} is no file. Ask for its `location`.")
        return Path(self.location)

    @property
    def location(self) -> str:
        """Return where the casefile is: its path, or its address without password."""
        return self._store.location

    def _make_rules(self) -> EdgeRules:
        from sayso.analysis.upkeep import TieRules

        return TieRules(self._traits)

    @property
    def identity(self) -> str:
        """Return the casefile's own mark, made at random with it; it never changes, and a copy has the same."""
        return self._store.identity()

    @property
    def revision(self) -> str:
        """Return what changes with every commit to the casefile, by whatever process, and with nothing else."""
        return self._store.revision()

    @property
    def held(self) -> tuple[int, int]:
        """Return how many documents and how many claims there are, as `stats` counts them, in a few milliseconds."""
        return self._store.held()

    @cached_property
    def _vocabulary(self) -> "Vocabulary":
        from sayso.vocabulary import load_vocabulary

        return load_vocabulary(*([] if self._vocabulary_path is None else [self._vocabulary_path]))

    @cached_property
    def _traits(self) -> "dict[str, PredicateTraits]":
        from sayso.casefile.ties import traits_of

        return traits_of(self._vocabulary)

    @property
    def _symmetric(self) -> frozenset[str]:
        return frozenset(name for name, traits in self._traits.items() if traits.symmetric)

    def _choose(self, whole: "Filter | None" = None, /, **asked: object) -> "Choice":
        """Return a filter with its names found and its values checked; single arguments are laid over a whole one."""
        from sayso.casefile.filtering import choose, make_filter

        return choose(self._store, make_filter(whole, **asked), lambda: self._traits, self._find_predicates)

    def _choose_about(self, name_or_id: str, whole: "Filter | None", asked: "Asked") -> "Choice":
        """Return a filter round one actor; raises UsageError where the filter names one itself."""
        if asked.get("actor") is not None or (whole is not None and whole.actor is not None):
            raise UsageError("A dossier is about one actor: leave out the filter actor.")
        return self._choose(whole, **{**asked, "actor": name_or_id})

    def _raw(self, canonical: str) -> tuple[str, ...]:
        """Return the raw ids of a canonical actor."""
        return self._store.unions([canonical]).get(canonical, ())

    def _find_predicates(self, wanted: str | Sequence[str] | None) -> Collection[str] | None:
        """Return predicates that are in the vocabulary or stored; raises NotFound."""
        if wanted is None:
            return None
        names = frozenset([wanted] if isinstance(wanted, str) else wanted)
        unknown = names - self._vocabulary.predicates.keys()  # 0.1 s once; to count a million claims takes longer
        if unknown and (unknown := unknown - {name for name, _ in self._store.stats().predicates}):
            known = ", ".join(sorted(self._vocabulary.predicates))
            raise NotFound(f"There is no predicate {', '.join(sorted(unknown))}. Known are: {known}.")
        return names


def floor_of(min_confidence: float | None) -> float:
    """Return the least confidence that is asked for; raises UsageError outside 0 to 1."""
    floor = float_setting("min_confidence", min_confidence)
    if not 0 <= floor <= 1:
        raise UsageError(f"min_confidence must be from 0 to 1, not {floor:g}.")
    return floor
