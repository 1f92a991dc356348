"""Train a teacher of say-so on PolNeAR, and let it mark source, cue and content in the relation model's examples.

    python training/sayso_teacher.py train ../shared/bench/polnear TEACHER.pt
    python training/sayso_teacher.py label TEACHER.pt EXAMPLES.jsonl OUT.jsonl

The teacher is never shipped: PolNeAR's texts are not free. What it marks in free texts teaches the model that ships.
Training reads sentences as JSON lines, made by `training/sayso_sentences.py`. Runs under a Python with torch and
transformers. Seeded.
"""

import json
import random
import sys
from pathlib import Path
from typing import Any

import torch
from relation_model import Encoder, Tagger
from tokenizers import Tokenizer
from torch import Tensor, nn
from train_relations import start_folder

SEED = 1
LAYERS = 6
TOKENS_A_BATCH = 1536
MOST_PIECES = 220
KINDS = ("Source", "Cue", "Content")
TAGS = {"O": 0, "B": 1, "I": 2}
Row = dict[str, Any]


class Teacher(nn.Module):
    """Join encoder and tagger; it is told of no mentions."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder, self.tagger = Encoder(str(start_folder()), LAYERS), Tagger()

    def forward(self, rows: list[Row]) -> Tensor:
        """Return logits of all words of all rows, shape (words, 3 kinds, 3 tags)."""
        longest = max(len(row["ids"]) for row in rows)
        ids = torch.tensor([row["ids"] + [0] * (longest - len(row["ids"])) for row in rows])
        mask = torch.tensor([[1] * len(row["ids"]) + [0] * (longest - len(row["ids"])) for row in rows])
        h = self.encoder(ids, mask, torch.zeros_like(ids)).reshape(-1, 384)
        found: Tensor = self.tagger(h[[k * longest + place for k, row in enumerate(rows) for place in row["firsts"]]])
        return found


def read(path: Path) -> list[Row]:
    """Read examples with their word pieces; those that are too long are left out."""
    tokenizer = Tokenizer.from_file(str(start_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    found = []
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        code = tokenizer.encode(list(row["words"]), is_pretokenized=True)
        firsts: dict[int, int] = {}
        for place, word in enumerate(code.word_ids):
            if word is not None:
                firsts.setdefault(word, place)
        row["ids"], row["firsts"] = code.ids, [firsts.get(i, 0) for i in range(len(row["words"]))]
        if len(code.ids) <= MOST_PIECES:
            found.append(row)
    return found


def batches(rows: list[Row]) -> list[list[Row]]:
    """Group rows of like length."""
    found: list[list[Row]] = []
    cur: list[Row] = []
    for row in sorted(rows, key=lambda row: (len(row["ids"]), random.random())):
        if cur and (len(cur) + 1) * len(row["ids"]) > TOKENS_A_BATCH:
            found.append(cur)
            cur = []
        cur.append(row)
    return [*found, cur]


def train(sentences: Path, out: Path) -> None:
    """Train for one epoch and write the weights."""
    rows = read(sentences)
    model = Teacher()
    optimizer = torch.optim.AdamW(
        [{"params": model.encoder.parameters(), "lr": 2e-4}, {"params": model.tagger.parameters(), "lr": 1e-3}],
        weight_decay=0.01,
    )
    plan = batches(rows)
    random.shuffle(plan)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(s / 60, 1) * max(0.02, 1 - s / max(1, len(plan)))
    )
    for step, group in enumerate(plan, 1):
        wanted = torch.tensor([[TAGS[row[k][i]] for k in KINDS] for row in group for i in range(len(row["words"]))])
        loss = nn.functional.cross_entropy(model(group).reshape(-1, 3), wanted.reshape(-1))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        if step % 50 == 0:
            print(f"{step}/{len(plan)} loss {loss.item():.4f}", flush=True)
    torch.save(model.state_dict(), out)


def label(weights: Path, examples: Path, out: Path) -> None:
    """Write examples with the teacher's tags, three numbers a word."""
    model = Teacher()
    model.load_state_dict(torch.load(weights), strict=False)
    model.eval()
    rows = read(examples)
    with torch.no_grad():
        for group in batches(rows):
            tags = iter(model(group).argmax(-1).tolist())
            for row in group:
                row["tags"] = [next(tags) for _ in row["words"]]
    with out.open("w", encoding="utf-8") as lines:
        for row in rows:
            del row["ids"], row["firsts"]
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    torch.set_num_threads(2)
    random.seed(SEED)
    torch.manual_seed(SEED)
    if sys.argv[1] == "train":
        train(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        label(Path(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4]))
