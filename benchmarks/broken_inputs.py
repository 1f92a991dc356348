"""Make files that no one should have to read: broken, hostile, huge or mislabelled, the same ones for the same seed.

Each kind is a function of a random generator, a folder, a stem and a size in MiB for the kinds that are about size;
it writes one file (or link) and returns its path. `make_all` goes round the kinds until there are enough.
"""

import gzip
import io
import random
import struct
import zipfile
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

from sound_inputs import WORDS, cut, docx_bytes, flip, pdf_bytes, prose, save, zip_bytes

type Kind = Callable[[random.Random, Path, str, int], Path]

RIGHT_TO_LEFT = ("קבוצה", "מלח", "בחירות", "شركة", "ميناء", "حكومة")
OTHER = {
    "fr": "Le conseil du port a refusé hier la demande de la compagnie, selon le maire de la ville. ",
    "ru": "Совет порта вчера отклонил просьбу компании, сообщил мэр города. ",
    "zh": "港口委员会昨天拒绝了该公司的请求,市长说。",
}
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000a49444154789c6300010000050001"
    "0d0a2db40000000049454e44ae426082"
)


def truncated_pdf(rng: random.Random, folder: Path, stem: str, size: int) -> Path:
    """Cut a PDF short."""
    return save(folder, f"{stem}.pdf", cut(rng, pdf_bytes(rng)))


def damaged_pdf(rng: random.Random, folder: Path, stem: str, size: int) -> Path:
    """Change bytes all over a PDF."""
    return save(folder, f"{stem}.pdf", flip(rng, pdf_bytes(rng), 60))


def locked_pdf(rng: random.Random, folder: Path, stem: str, size: int) -> Path:
    """Lock a PDF with a password."""
    return save(folder, f"{stem}.pdf", pdf_bytes(rng, password=f"p{rng.random()}"))


def blank_pdf(rng: random.Random, folder: Path, stem: str, size: int) -> Path:
    """Draw a PDF without a text layer, as a scan is."""
    return save(folder, f"{stem}.pdf", pdf_bytes(rng, blank=True))


def looping_pdf(rng: random.Random, folder: Path, stem: str, size: int) -> Path:
    """Write a PDF whose page tree holds itself."""
    body = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    body += b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count %d>>endobj\n" % rng.randint(2, 10**9)
    return save(folder, f"{stem}.pdf", body + b"trailer<</Root 1 0 R>>\n%%EOF\n")


def bad_encoding(rng: random.Random, folder: Path, stem: str, size: int) -> Path:
    """Write text in one encoding with stray bytes of others."""
    encoding = rng.choice(("latin-1", "cp1252", "utf-16-le", "utf-16-be", "utf-32-le", "shift_jis"))
    content = (prose(rng) + " cafe fracas").encode(encoding)
    return save(folder, f"{stem}.txt", flip(rng, content, 12) + b"\xff\xfe\xc3\x28\xf0\x9f")


def lying_charset(rng: random.Random, folder: Path, stem: str, size: int) -> Path:
    """Declare one charset and write another."""
    head = f'<html><head><meta charset="{rng.choice(("utf-8", "utf-7", "no-such-set"))}"></head><body><p>'
    return save(folder, f"{stem}.html", head.encode() + (prose(rng) + " Müßig").encode("utf-16-le"))


def soup(rng: random.Random, folder: Path, stem: str, size: int) -> Path:
    """Write tags in no order at all."""
    tags = (
        "p",
        "div",
        "table",
        "td",
        "b",
        "a",
        "li",
        "blockquote",
        "script",
        "style",
        "title",
        "body",
        "!--",
        "![CDATA[",
    )
    parts = []
    for _ in range(600):
        slash = rng.choice(("", "/", " / "))
        ending = rng.choice((">", "", '" >', " href=>"))
        parts.append(f"<{slash}{rng.choice(tags)}{ending}{prose(rng, 1)}")
    return save(folder, f"{stem}.html", "".join(parts))


def deep_html(rng: random.Random, folder: Path, stem: str, size: int) -> Path:
    """Nest elements tens of thousands deep."""
    tag = rng.choice(("div", "b", "blockquote", "table"))
    return save(folder, f"{stem}.html", f"<{tag}>" * rng.randint(20_000, 60_000) + prose(rng))


def huge_attribute(rng: random.Random, folder: Path, stem: str, size: int) -> Path:
    """Give one element an attribute of megabytes, and entities without end."""
    return save(folder, f"{stem}.html", f"<p title='{'x' * 3_000_000}'>{prose(rng)}{'&amp;' * 200_000}")


def zip_bomb(rng: random.Random, folder: Path, stem: str, size: int) -> Path:
    """Pack gibibytes of one byte into a small archive."""
    path = folder / f"{stem}.zip"
    block = bytes([rng.randrange(97, 123)]) * 2**20
    member = zipfile.ZipInfo("big.txt")
    member.compress_type = zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(path, "w") as archive, archive.open(member, "w", force_zip64=True) as stream:
        for _ in range(size * 20):
            stream.write(block)
    return path


def lying_zip(rng: random.Random, folder: Path, stem: str, size: int) -> Path:
    """Pack a big member whose header says that it is small."""
    content = zip_bytes([("small.txt", b"a" * 20_000_000)])
    return save(folder, f"{stem}.zip", content.replace(struct.pack("<I", 20_000_000), struct.pack("<I", 20)))


def nested_zips(rng: random.Random, folder: Path, stem: str, size: int) -> Path:
    """Pack an archive in an archive, many times."""
    content = zip_bytes([("core.txt", prose(rng).encode())])
    for level in range(rng.randint(20, 60)):
        content = zip_bytes([(f"{level}.zip", content)])
    return save(folder, f"{stem}.zip", content)


def broken_zip(rng: random.Random, folder: Path, stem: str, size: int) -> Path:
    """Cut an archive short, or change its bytes."""
    content = zip_bytes([(f"{i}.txt", prose(rng).encode()) for i in range(5)])
    return save(folder, f"{stem}.zip", rng.choice((cut(rng, content), flip(rng, content, 20))))


def climbing_zip(rng: random.Random, folder: Path, stem: str, size: int) -> Path:
    """Name members outside of the archive's folder."""
    members = [("../../../escaped.txt", prose(rng).encode()), ("/absolute.txt", b""), ("a\x00b.txt", b"x y z")]
    return save(folder, f"{stem}.zip", zip_bytes(members))


def crowded_zip(rng: random.Random, folder: Path, stem: str, size: int) -> Path:
    """Pack thousands of empty members."""
    return save(folder, f"{stem}.zip", zip_bytes([(f"{i}-{stem}.txt", b"") for i in range(rng.randint(1000, 3000))]))


def empty(rng: random.Random, folder: Path, stem: str, size: int) -> Path:
    """Write nothing, under some ending."""
    return save(folder, f"{stem}{rng.choice(('.txt', '.pdf', '.html', '.docx', '.eml', '.zip', '.warc', ''))}", b"")


def blank(rng: random.Random, folder: Path, stem: str, size: int) -> Path:
    """Write white space alone."""
    return save(folder, f"{stem}.txt", "".join(rng.choice(" \t\n\r\u00a0\u200b\ufeff\f") for _ in range(5000)))


def one_line(rng: random.Random, folder: Path, stem: str, size: int) -> Path:
    """Write megabytes of words without a line's end."""
    sentence = prose(rng, 1000) + " "
    return save(folder, f"{stem}.txt", (sentence * (size * 2**20 // len(sentence) + 1))[: size * 2**20])


def one_word(rng: random.Random, folder: Path, stem: str, size: int) -> Path:
    """Write a megabyte without a space."""
    return save(folder, f"{stem}.txt", "".join(rng.choices("abcdefghij-.,'", k=1_000_000)))


def many_lines(rng: random.Random, folder: Path, stem: str, size: int) -> Path:
    """Write a hundred thousand lines of one letter."""
    return save(folder, f"{stem}.txt", "\n".join(rng.choices("abcdef", k=100_000)))


def right_to_left(rng: random.Random, folder: Path, stem: str, size: int) -> Path:
    """Mix right-to-left words, marks of direction and English."""
    marks = "\u202e\u202b\u200f\u2067\u2069"
    parts = (rng.choice(RIGHT_TO_LEFT) + rng.choice(marks) + rng.choice(WORDS) for _ in range(800))
    return save(folder, f"{stem}.txt", " ".join(parts) + ". " + prose(rng))


def nul_bytes(rng: random.Random, folder: Path, stem: str, size: int) -> Path:
    """Strew NUL and control characters over text."""
    strewn = [character + rng.choice(("", "", "\0", "\x1b", "\x08", "\x85")) for character in prose(rng, 30)]
    return save(folder, f"{stem}.txt", "".join(strewn))


def lone_surrogates(rng: random.Random, folder: Path, stem: str, size: int) -> Path:
    """Write halves of surrogate pairs and byte order marks amid text."""
    return save(folder, f"{stem}.txt", prose(rng) + "\ud800 \udfff \ufeff \uffff \U0010ffff " + prose(rng))


def noise(rng: random.Random, folder: Path, stem: str, size: int) -> Path:
    """Write random bytes under some ending."""
    return save(
        folder, f"{stem}{rng.choice(('.txt', '.pdf', '.docx', '.eml', '.warc', '.html'))}", rng.randbytes(40_000)
    )


def mislabelled(rng: random.Random, folder: Path, stem: str, size: int) -> Path:
    """Give sound content the ending of something else."""
    content, ending = rng.choice(
        (
            (prose(rng).encode(), ".pdf"),
            (prose(rng).encode(), ".docx"),
            (PIXEL, ".txt"),
            (PIXEL, ".html"),
            (pdf_bytes(rng), ".docx"),
            (docx_bytes(rng), ".txt"),
            (gzip.compress(prose(rng).encode(), mtime=0), ".txt"),
            (zip_bytes([("a.txt", prose(rng).encode())]), ".html"),
        )
    )
    return save(folder, f"{stem}{ending}", content)


def broken_docx(rng: random.Random, folder: Path, stem: str, size: int) -> Path:
    """Cut a DOCX, or leave out its document."""
    hollow = zip_bytes([("[Content_Types].xml", b"<Types/>")])
    return save(folder, f"{stem}.docx", rng.choice((cut(rng, docx_bytes(rng)), hollow)))


def billion_laughs(rng: random.Random, folder: Path, stem: str, size: int) -> Path:
    """Put entities that multiply into the XML of a DOCX."""
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    xml = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "haha">{entities}]><d>&e11;</d>'
    with zipfile.ZipFile(io.BytesIO(docx_bytes(rng))) as sound:
        members = [(name, sound.read(name)) for name in sound.namelist() if name != "word/document.xml"]
    return save(folder, f"{stem}.docx", zip_bytes([*members, ("word/document.xml", xml.encode())]))


def deep_mail(rng: random.Random, folder: Path, stem: str, size: int) -> Path:
    """Nest the parts of a mail, and break one part's encoding."""
    body = f"Content-Transfer-Encoding: base64\n\n{b64encode(prose(rng).encode()).decode()[:-3]}!!\n"
    for level in range(rng.randint(50, 400)):
        body = f'Content-Type: multipart/mixed; boundary="b{level}"\n\n--b{level}\n{body}\n--b{level}--\n'
    return save(folder, f"{stem}.eml", f"From: a@example.org\nDate: not a date\nMIME-Version: 1.0\n{body}")


def broken_warc(rng: random.Random, folder: Path, stem: str, size: int) -> Path:
    """Lie about the length of a WARC record."""
    page = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>{prose(rng)}"
    head = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {rng.choice((-1, 10, 10**12))}\r\n\r\n"
    return save(folder, f"{stem}.warc", head + page)


def other_language(rng: random.Random, folder: Path, stem: str, size: int) -> Path:
    """Write in a language that no reader reads."""
    return save(folder, f"{stem}.txt", rng.choice(sorted(OTHER.values())) * rng.randint(10, 60))


def odd_name(rng: random.Random, folder: Path, stem: str, size: int) -> Path:
    """Give sound text a name full of traps."""
    trap = rng.choice(("-rf", "line\nbreak", "sp ace'\"", "%s%n", "...", "ünï", "a" * 180))
    return save(folder, f"{trap} {stem}.txt", prose(rng))


def dangling_link(rng: random.Random, folder: Path, stem: str, size: int) -> Path:
    """Link to a file that is not there."""
    path = folder / f"{stem}.txt"
    path.symlink_to(folder / "nowhere" / stem)
    return path


KINDS: tuple[Kind, ...] = (
    truncated_pdf, damaged_pdf, locked_pdf, blank_pdf, looping_pdf, bad_encoding, lying_charset, soup, deep_html,
    huge_attribute, zip_bomb, lying_zip, nested_zips, broken_zip, climbing_zip, crowded_zip, empty, blank, one_line,
    one_word, many_lines, right_to_left, nul_bytes, lone_surrogates, noise, mislabelled, broken_docx, billion_laughs,
    deep_mail, broken_warc, other_language, odd_name, dangling_link,
)  # fmt: skip
BIG = frozenset({zip_bomb, one_line})
MOST_BIG = 3


def make_all(folder: Path, count: int, seed: int, size_mib: int) -> list[Path]:
    """Make `count` broken inputs and return their paths, in order; of the big kinds three each at most."""
    made: list[Path] = []
    turn = 0
    while len(made) < count:
        kind = KINDS[turn % len(KINDS)]
        if kind not in BIG or turn // len(KINDS) < MOST_BIG:
            rng = random.Random(f"{seed}-{turn}")
            made.append(kind(rng, folder, f"{turn:04}-{kind.__name__}", size_mib))
        turn += 1
    return made
