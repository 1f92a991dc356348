"""Make up answers of the API as large as the page must bear: networks and a document. The same on any machine."""

import random
from typing import Any

type Answer = dict[str, Any]

SEED = 20
STANDINGS = ("single root", "single root", "well supported", "contested", "denied", "only hedged", "only intended")
PREDICATES = (("arms", "support", 1), ("leads", "membership", 1), ("attacks", "violence", -1), ("meets", "talk", 0))
TYPES = ("person", "organization", "state", "place")
WORDS = ("harbour", "council", "ship", "letter", "report", "night", "guard", "money", "camp", "border", "road", "bank")


def make_network(actors: int, ties: int) -> Answer:
    """Return a network as /network answers: few actors have many ties, most have few."""
    draw = random.Random(SEED)
    ends: list[int] = list(range(actors))
    pairs: list[tuple[int, int]] = []
    for one in range(ties):
        # who has ties gets more of them
        left = one % actors if one < actors else draw.choice(ends)
        right = draw.choice(ends)
        while right == left:
            right = draw.choice(ends)
        pairs.append((left, right))
        ends += [left, right]
    count = [0] * actors
    for left, right in pairs:
        count[left] += 1
        count[right] += 1
    return {
        "actors": [_make_actor(at, count[at], draw) for at in range(actors)],
        "ties": [_make_tie(at, left, right, draw) for at, (left, right) in enumerate(pairs)],
        "ties_in_all": ties,
        "complete": True,
        "centre": None,
        "hops": None,
        "as_of": None,
        "known_on": None,
        "undated": 0,
        "notes": [],
    }


def _make_actor(at: int, ties: int, draw: random.Random) -> Answer:
    name = f"{draw.choice(WORDS).title()} {draw.choice(WORDS)} {at}"
    kind = draw.choice(TYPES)
    return {"id": f"actor-{at}", "name": name, "type": kind, "named": True} | {
        "ties": ties,
        "ties_in_all": ties,
        "hop": None,
        "x": None,
        "y": None,
    }


def _make_tie(at: int, left: int, right: int, draw: random.Random) -> Answer:
    predicate, family, sign = draw.choice(PREDICATES)
    standing = draw.choice(STANDINGS)
    year = draw.randint(1980, 2020)
    return {
        "id": f"edge-{at}",
        "subject_id": f"actor-{left}",
        "subject": f"Actor {left}",
        "predicate": predicate,
        "object_id": f"actor-{right}",
        "object": f"Actor {right}",
        "family": family,
        "sign": sign,
        "directed": predicate != "meets",
        "standing": standing,
        "roots": 0 if standing == "denied" else draw.randint(1, 4),
        "denying_roots": 1 if standing in {"denied", "contested"} else 0,
        "claims": draw.randint(1, 9),
        "sample": [],
        "said_by": [] if standing == "denied" else [f"Source {draw.randint(1, 50)}"],
        "denied_by": [f"Source {draw.randint(51, 99)}"] if standing in {"denied", "contested"} else [],
        "first": f"{year}-01-01",
        "last": f"{year}-12-31",
        "may_from": f"{year}-01-01",
        "may_to": f"{year + 1}-12-31",
        "times": [str(year)],
        "attested": [],
        "holds": None,
    }


def make_document(words: int, claims: int) -> Answer:
    """Return a document as /documents/{id} answers, its claims spread evenly; it ends with the word LASTWORD."""
    draw = random.Random(SEED)
    told = [" ".join(draw.choice(WORDS) for _ in range(10)).capitalize() + "." for _ in range(words // 10)]
    paragraphs = [" ".join(told[at : at + 10]) for at in range(0, len(told), 10)]
    text = "\n\n".join(paragraphs) + " LASTWORD."
    segments, at = [], 0
    for index, paragraph in enumerate(paragraphs):
        end = len(text) if index == len(paragraphs) - 1 else at + len(paragraph)
        segments.append(_make_segment(index, at, end))
        at = end + 2
    every = max(1, len(told) // claims)
    found: list[Answer] = []
    start = 0
    for number, sentence in enumerate(told):
        start = text.index(sentence, start)
        if number % every == 0 and len(found) < claims:
            found.append(_make_view(len(found), number // 10, start, sentence))
        start += len(sentence)
    return {
        "row": _make_row(words, len(found), len(segments), len(text)),
        "text": text,
        "text_id": "text-generated",
        "segments": segments,
        "claims": found,
    }


def _make_segment(index: int, start: int, end: int) -> Answer:
    return {
        "index": index,
        "span": {"start": start, "end": end},
        "voice": "body",
        "digest": f"{index:064x}",
        "page": None,
        "speaker": None,
        "speaker_date": None,
    }


def _make_row(words: int, claims: int, segments: int, size: int) -> Answer:
    return {
        "id": "doc-generated",
        "name": "generated.txt",
        "title": "A generated document",
        "authors": ["Ann Author"],
        "publisher": "Generated Post",
        "date": "2019-03-04",
        "date_found": None,
        "language": "en",
        "media_type": "text/plain",
        "origins": [{"location": "generated.txt", "member": None}],
        "copies": [],
        "claims": claims,
        "frames": 0,
        "words": words,
        "segments": segments,
        "size_bytes": size,
        "status": "read",
        "reason": None,
        "remedy": None,
    }


def _make_view(number: int, segment: int, start: int, sentence: str) -> Answer:
    """Return a claim of one sentence: its third word stands between its first and its fifth."""
    words = sentence.rstrip(".").split(" ")
    spans, at = [], start
    for word in words:
        spans.append({"start": at, "end": at + len(word)})
        at += len(word) + 1
    ends = [
        {"actor": f"actor-{number % 90 + place}", "head": spans[place], "span": spans[place], "words": words[place]}
        for place in (0, 4)
    ]
    denied = number % 9 == 0
    claim = {
        "id": f"claim-{number:016x}",
        "doc": "doc-generated",
        "segment": segment,
        "text_id": "text-generated",
        "subject": ends[0],
        "predicate": PREDICATES[number % len(PREDICATES)][0],
        "object": ends[1],
        "factuality": {"polarity": "-" if denied else "+", "certainty": "certain", "modality": "actual"},
        "time": None,
        "place": None,
        "amount": None,
        "role": None,
        "about": None,
        "sources": [],
        "trigger": spans[2],
        "evidence": {"span": {"start": start, "end": start + len(sentence)}, "words": sentence},
        "reader": "generated",
        "confidence": 0.8,
    }
    return {
        "claim": claim,
        "subject": words[0],
        "subject_id": ends[0]["actor"],
        "object": words[4],
        "object_id": ends[1]["actor"],
        "say_so": ["Generated Post", "Ann Author"],
        "document": "generated.txt",
        "title": "A generated document",
        "date": "2019-03-04",
        "attested": "2019-03-04",
        "voice": "body",
        "commenter": None,
        "ruling": "none",
        "rulings": [],
        "disputed": False,
        "holds": None,
    }
