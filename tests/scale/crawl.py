"""Write web archives for tests."""

import io
from collections.abc import Iterable, Sequence
from pathlib import Path

PAGE = (
    "<html><head><title>{title}</title></head><body><nav><a href='/'>Home</a> <a href='/a'>About</a></nav>"
    "<article><h1>{title}</h1><p>{text}</p></article><footer>All rights reserved</footer></body></html>"
)


def page(title: str, text: str) -> bytes:
    return PAGE.format(title=title, text=text).encode()


def answer(body: bytes, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body


def write_warc(path: Path, answers: Iterable[tuple[str, bytes]]) -> Path:
    """Write answers under their addresses as a gzipped WARC, a member each, as crawlers do."""
    from fastwarc.warc import WarcRecord, WarcRecordType

    with path.open("wb") as file:
        for address, data in answers:
            record = WarcRecord()
            record.init_headers(WarcRecordType.response)
            record.headers["WARC-Target-URI"] = address
            record.headers["Content-Type"] = "application/http; msgtype=response"
            record.set_bytes_content(data)
            whole = io.BytesIO()
            record.write(whole)
            file.write(pack(whole.getvalue()))
    return path


def pack(data: bytes) -> bytes:
    import gzip

    return gzip.compress(data, mtime=0)


def sentences(names: Sequence[str], words: int = 40) -> str:
    """Return English prose with names in it."""
    return " ".join(f"The council of {name} said that it would build the new bridge this year." for name in names) + (
        " It was the last of the old ones that they had to mend before winter." * (words // 15)
    )
