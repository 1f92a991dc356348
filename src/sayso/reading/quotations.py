"""Find quotations and their speakers: within a sentence, over sentences and over paragraphs; gives raw credits."""

from sayso.reading.cues import ReportingWords
from sayso.reading.language import Parsed
from sayso.reading.speech import Found
from sayso.reading.tree import Tree


def quoted(parsed: Parsed, tree: Tree, words: ReportingWords, found: list[Found]) -> list[Found]:
    """Return credits for quotations."""
    return []
