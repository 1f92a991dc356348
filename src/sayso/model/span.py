"""Mark a stretch of text by half-open code point offsets."""

from dataclasses import dataclass

from sayso.model.errors import UsageError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Mark `text[start:end]`; raises UsageError unless 0 <= start <= end."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise UsageError(f"span [{self.start}, {self.end}) is not 0 <= start <= end")

    def cut(self, text: str) -> str:
        """Return the words of `text` at this span."""
        return text[self.start : self.end]

    def contains(self, other: "Span") -> bool:
        """Tell whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Tell whether at least one character is shared."""
        return self.start < other.end and other.start < self.end

    def shift(self, by: int) -> "Span":
        """Return the span moved by `by` characters."""
        return Span(self.start + by, self.end + by)
