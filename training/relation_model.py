"""Define the relation model for training: a small encoder, a scorer of ordered pairs, a tagger of say-so."""

from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from transformers import BertModel

WIDTH = 384
HIDDEN = 192
KINDS = 26
BUCKETS = (1, 2, 3, 4, 6, 8, 11, 15, 20, 30)
TAGS = 9


class Encoder(nn.Module):
    """Encode word pieces; the kind of mention that covers a piece is added to its embedding."""

    def __init__(self, folder: str, layers: int) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager")
        self.bert.encoder.layer = self.bert.encoder.layer[:layers]
        self.bert.config.num_hidden_layers = layers
        self.kind = nn.Embedding(KINDS, WIDTH)
        nn.init.normal_(self.kind.weight, std=0.02)

    def forward(self, ids: Tensor, mask: Tensor, kinds: Tensor) -> Tensor:
        """Return the last hidden states."""
        x = self.bert.embeddings.word_embeddings(ids) + self.kind(kinds)
        return self.bert(inputs_embeds=x, attention_mask=mask).last_hidden_state


class Scorer(nn.Module):
    """Score every predicate for every ordered pair of sides."""

    def __init__(self, predicates: int) -> None:
        super().__init__()
        self.side = nn.Linear(2 * WIDTH, HIDDEN)
        self.kind = nn.Embedding(KINDS, HIDDEN)
        self.unknown = nn.Parameter(torch.zeros(HIDDEN))
        self.subject, self.object = nn.Linear(HIDDEN, HIDDEN), nn.Linear(HIDDEN, HIDDEN)
        self.left, self.right = nn.Linear(HIDDEN, HIDDEN), nn.Linear(HIDDEN, HIDDEN)
        self.path, self.between = nn.Linear(WIDTH, HIDDEN), nn.Linear(WIDTH, HIDDEN)
        self.distance = nn.Embedding(2 * len(BUCKETS) + 3, HIDDEN)
        self.draft = nn.Linear(2 * predicates, HIDDEN, bias=False)
        self.norm = nn.LayerNorm(HIDDEN)
        self.out = nn.Linear(HIDDEN, predicates)
        self.agree = nn.Parameter(torch.ones(predicates))
        nn.init.constant_(self.out.bias, -5.0)
        for table in (self.kind, self.distance):
            nn.init.normal_(table.weight, std=0.1)
        self.drop = nn.Dropout(0.15)

    def forward(self, h: Tensor, b: dict[str, Tensor]) -> Tensor:
        """Return logits of shape (pairs, predicates); `h` holds one vector a word of all sentences, flat."""
        sides = self.side(torch.cat([h[b["head"]], b["mean"] @ h], -1)) + self.kind(b["side_kind"])
        sides = self.drop(torch.cat([self.unknown[None], nn.functional.gelu(sides, approximate="tanh")]))
        s, o = sides[b["s"] + 1], sides[b["o"] + 1]
        x = self.subject(s) + self.object(o) + self.path(b["path"] @ h) + self.between(b["between"] @ h)
        x = x + self.distance(b["distance"]) + self.draft(b["draft"]) + self.left(s) * self.right(o)
        x = self.drop(nn.functional.gelu(self.norm(x), approximate="tanh"))
        n = self.out.out_features
        return self.out(x) + self.agree * b["draft"][:, :n]


class Tagger(nn.Module):
    """Tag words as begin or inside of source, cue and content."""

    def __init__(self) -> None:
        super().__init__()
        self.out = nn.Linear(WIDTH, TAGS)

    def forward(self, h: Tensor) -> Tensor:
        """Return logits of shape (words, 3 kinds, 3 tags)."""
        return self.out(h).view(-1, 3, 3)


def bucket(distance: int) -> int:
    """Return the number of a signed distance in words."""
    size = int(np.searchsorted(BUCKETS, abs(distance), side="right"))
    return size if distance > 0 else len(BUCKETS) + 1 + size


def sparse(rows: list[list[int]], width: int) -> Tensor:
    """Return a matrix that takes the mean over the given columns, one row each; empty rows give zeros."""
    r = [i for i, columns in enumerate(rows) for _ in columns]
    c = [column for columns in rows for column in columns]
    v = [1.0 / len(columns) for columns in rows for _ in columns]
    return torch.sparse_coo_tensor(
        torch.tensor([r, c], dtype=torch.long).view(2, -1), torch.tensor(v), (len(rows), width)
    )


def state(model: nn.Module) -> dict[str, Any]:
    """Return a model's weights as numpy arrays."""
    return {name: value.detach().numpy() for name, value in model.state_dict().items()}
