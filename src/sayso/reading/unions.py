"""Join keys into sets that stand for one actor each."""

from collections.abc import Hashable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Unions[K: Hashable]:
    """Hold disjoint sets; a set is named by the key that was joined into first."""

    above: dict[K, K] = field(default_factory=dict)

    def find(self, key: K) -> K:
        """Return the name of the set that holds a key; an unknown key is a set of its own."""
        root = key
        while (parent := self.above.setdefault(root, root)) != root:
            root = parent
        while self.above[key] != root:
            self.above[key], key = root, self.above[key]
        return root

    def join(self, keep: K, other: K) -> None:
        """Join two sets; the first one's name stays."""
        kept, gone = self.find(keep), self.find(other)
        if kept != gone:
            self.above[gone] = kept
