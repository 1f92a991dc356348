"""Turn the words of sentences into vectors with a small quantized transformer that comes with the reader.

Weights: `data/relations/`, made by `training/train_relations.py`; `docs/models.md` says from what.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    from sayso.reading.pairs import Layout

FOLDER = Path(__file__).parent / "data" / "relations"
MOST_PIECES = 220
PIECES_A_BATCH = 1024

type Floats = NDArray[np.float32]


def has_encoder() -> bool:
    """Tell whether the weights are there: a checkout before the first training has none."""
    return (FOLDER / "encoder.onnx").is_file()


@cache
def load_encoder() -> "Encoder":
    """Load the encoder at first use."""
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.use_deterministic_compute = True
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

    def vectors(self, layouts: Sequence["Layout"]) -> Iterator[tuple["Layout", Floats]]:
        """Yield each sentence with its words' vectors, shape (words, width); sentences of too many pieces are left out.

        Sentences are run in groups of like length, so the order is not that of the text.
        """
        rows = []
        codes = self._tokenizer.encode_batch([list(layout.words) for layout in layouts], is_pretokenized=True)
        for layout, code in zip(layouts, codes, strict=True):
            if len(code.ids) <= MOST_PIECES:
                rows.append((layout, code.ids, code.word_ids))
        rows.sort(key=lambda row: (len(row[1]), row[0].first))
        while rows:
            size = max(1, min(len(rows), PIECES_A_BATCH // len(rows[min(len(rows), 8) - 1][1])))
            group, rows = rows[:size], rows[size:]
            yield from self._run(group)

    def _run(self, group: "Sequence[tuple[Layout, list[int], list[int | None]]]") -> "Iterator[tuple[Layout, Floats]]":
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
