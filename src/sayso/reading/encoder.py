"""Turn the words of sentences into vectors with a small quantized transformer that comes with the reader.

Weights: `data/relations/`, made by `training/train_relations.py`; `docs/models.md` says from what.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sayso.reading.pairs import Layout, layouts

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    from sayso.reading.parsed import Parsed
    from sayso.reading.parts import Entities

FOLDER = Path(__file__).parent / "data" / "relations"
MOST_PIECES = 220
PIECES_A_BATCH = 1024
SPREAD = 6

type Floats = NDArray[np.float32]
type Encoded = tuple[Layout, Floats]
type Row = tuple[Layout, list[int], list[int | None]]


def has_encoder() -> bool:
    """Tell whether the weights are there: a checkout before the first training has none."""
    return (FOLDER / "encoder.onnx").is_file()


def encode(parsed: "Parsed", entities: "Entities") -> "list[tuple[Layout, Floats]]":
    """Return, in order, the sentences with two actors or more, or with a word that credits a source, with vectors."""
    from sayso.reading.cues import reporting_words

    cues = reporting_words().lemmas
    chosen = [
        layout
        for layout in layouts(parsed, entities)
        if len(layout.sides) > 1 or not cues.isdisjoint(parsed.table.lemma[layout.first : layout.last + 1])
    ]
    return sorted(load_encoder().vectors(chosen), key=lambda pair: pair[0].first)


def weights() -> list[Path]:
    """Return the files of weights that make the model, in order."""
    return sorted(path for path in FOLDER.iterdir() if path.suffix in (".onnx", ".npz")) if has_encoder() else []


@cache
def load_encoder() -> "Encoder":
    """Load the encoder at first use."""
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.use_deterministic_compute = True
    options.intra_op_num_threads = 1  # a second one only waits, and burns a core at it: 1.1 s in 5.3 s of reading
    session = onnxruntime.InferenceSession(str(FOLDER / "encoder.onnx"), options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return Encoder(session, tokenizer)


class Encoder:
    """Hold the session and the tokenizer."""

    def __init__(self, session: "InferenceSession", tokenizer: "Tokenizer") -> None:
        self._session = session
        self._tokenizer = tokenizer

    def vectors(self, layouts: Sequence[Layout]) -> Iterator[tuple[Layout, Floats]]:
        """Yield each sentence with its words' vectors, shape (words, width); sentences of too many pieces are left out.

        Sentences are run in groups of like length, so the order is not that of the text.
        """
        rows: list[Row] = []
        codes = self._tokenizer.encode_batch([list(layout.words) for layout in layouts], is_pretokenized=True)
        for layout, code in zip(layouts, codes, strict=True):
            if len(code.ids) <= MOST_PIECES:
                rows.append((layout, code.ids, code.word_ids))
        for group in groups(sorted(rows, key=lambda row: (len(row[1]), row[0].first))):
            yield from self._run(group)

    def _run(self, group: "Sequence[Row]") -> "Iterator[tuple[Layout, Floats]]":
        """Run one group of sentences."""
        longest = max(len(ids) for _, ids, _ in group)
        shape = (len(group), longest)
        ids_in, mask, kinds = (np.zeros(shape, dtype=np.int64) for _ in range(3))
        for i, (layout, ids, words) in enumerate(group):
            of_word = layout.kinds()
            ids_in[i, : len(ids)] = ids
            mask[i, : len(ids)] = 1
            kinds[i, : len(ids)] = [0 if word is None else of_word[word] for word in words]
        hidden = self._session.run(None, {"ids": ids_in, "mask": mask, "kinds": kinds})[0]
        for i, (layout, _, words) in enumerate(group):
            firsts: dict[int, int] = {}
            for place, word in enumerate(words):
                if word is not None:
                    firsts.setdefault(word, place)
            yield layout, hidden[i, [firsts.get(word, 0) for word in range(len(layout.words))]]


def groups(rows: "Sequence[Row]") -> "Iterator[list[Row]]":
    """Yield rows, which are sorted by length, in groups that need little filling."""
    group: list[Row] = []
    for row in rows:
        longest = len(row[1])
        if group and (longest > len(group[0][1]) + SPREAD or (len(group) + 1) * longest > PIECES_A_BATCH):
            yield group
            group = []
        group.append(row)
    if group:
        yield group
