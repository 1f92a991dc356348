"""Read what a page states of itself: title, authors, site, date; in meta elements, data, address."""

import html
import json
import re
from typing import Any

from sayso.intake.dates import date_in_path, find_date, iso_date
from sayso.intake.soup import Soup
from sayso.model import Metadata

_STRUCTURED = re.compile(r"<script[^>]*application/ld\+json[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_DATES = (
    "article:published_time", "og:published_time", "datepublished", "dc.date", "dc.date.issued",
    "dcterms.created", "dcterms.issued",
    "date", "pubdate", "publishdate", "publish-date", "publication_date", "citation_publication_date", "citation_date",
    "parsely-pub-date", "sailthru.date", "article:modified_time",
)  # fmt: skip
_TITLES = ("og:title", "citation_title", "dc.title", "twitter:title", "headline")
_SITES = ("og:site_name", "application-name", "citation_journal_title", "dc.publisher", "publisher")
_AUTHORS = ("author", "article:author", "citation_author", "dc.creator", "parsely-author", "sailthru.author", "byl")
_BYLINE = re.compile(
    r"(?<![a-z])(?:byline|author-name|entry-author|post-author|p-author|article-author|author)(?![a-z])"
)


def read_head(source: str, soup: Soup, url: str | None) -> Metadata:
    """Return the metadata of a page: structured data first, then meta and visible elements, then the address."""
    metas = _metas(soup)
    data = _structured(source)
    date, found = _date(soup, metas, data, url, source)
    return Metadata(
        title=_first(metas, _TITLES) or _text(data.get("headline")) or _visible_title(soup),
        authors=_authors(soup, metas, data),
        publisher=_first(metas, _SITES) or _named(data.get("publisher")),
        date=date,
        date_found=found,
    )


def _metas(soup: Soup) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for node in soup.nodes:
        if node.tag == "meta":
            key = node.attributes.get("property") or node.attributes.get("name") or node.attributes.get("itemprop")
            if key and (content := node.attributes.get("content", "").strip()):
                metas.setdefault(key.lower(), []).append(content)
    return metas


def _structured(source: str) -> dict[str, Any]:
    """Return the article among JSON-LD data; empty where there is none or it is broken."""
    for match in list(_STRUCTURED.finditer(source))[:10]:
        try:
            data = json.loads(match[1])
        except (ValueError, RecursionError):
            continue
        graph = data.get("@graph", [data]) if isinstance(data, dict) else data
        for item in graph if isinstance(graph, list) else []:
            if isinstance(item, dict) and ("datePublished" in item or "headline" in item):
                return item
    return {}


def _date(
    soup: Soup, metas: dict[str, list[str]], data: dict[str, Any], url: str | None, source: str
) -> tuple[str | None, str | None]:
    stated = iso_date(_text(data.get("datePublished"))) or iso_date(_first(metas, _DATES))
    if stated:
        return stated, "meta"
    if url and (in_address := date_in_path(url, is_address=True)):
        return in_address, "url"
    for place, node in enumerate(soup.nodes):
        if node.tag == "time" and not any("comment" in soup.nodes[above].names for above in soup.ancestors(place)):
            words = find_date(soup.mapped.text[node.start : node.end])
            if value := iso_date(node.attributes.get("datetime")) or (words[0] if words else None):
                return value, "byline"
    return (_by_htmldate(source, url), "meta") if _dated_head(source) else (None, None)


def _dated_head(source: str) -> bool:
    return bool(re.search(r"<meta[^>]+(?:date|time)[^>]+\d{4}", source[:200_000], re.IGNORECASE))


def _by_htmldate(source: str, url: str | None) -> str | None:
    from htmldate import find_date as find_in_html

    try:
        found = find_in_html(source, extensive_search=False, original_date=True, url=url)
    except Exception:  # a page without a date is better than no page
        return None
    return str(found) if found else None


def _authors(soup: Soup, metas: dict[str, list[str]], data: dict[str, Any]) -> tuple[str, ...]:
    written = data.get("author")
    listed = written if isinstance(written, list) else [written]
    names = [name for entry in listed if (name := _named(entry))]
    names = names or [name for key in _AUTHORS for name in metas.get(key, []) if not name.startswith("http")]
    if not names:
        for place, node in enumerate(soup.nodes):
            by_name = _BYLINE.search(node.names) or node.attributes.get("rel") == "author"
            words = " ".join(soup.mapped.text[node.start : node.end].split())
            in_comment = by_name and any("comment" in soup.nodes[above].names for above in soup.ancestors(place))
            if by_name and not in_comment and 3 < len(words) < 80:
                names = re.split(
                    r", | and | & ", re.sub(r"^(?:by|written by|posted by)\s+", "", words, flags=re.IGNORECASE)
                )
                break
    cleaned = (re.sub(r"^by\s+", "", name.strip(), flags=re.IGNORECASE) for name in names)
    return tuple(dict.fromkeys(name for name in cleaned if name))


def _visible_title(soup: Soup) -> str | None:
    for wanted in ("h1", "title"):
        for node in soup.nodes:
            if node.tag == wanted and (words := " ".join(soup.mapped.text[node.start : node.end].split())):
                return words
    return None


def _first(metas: dict[str, list[str]], keys: tuple[str, ...]) -> str | None:
    return next((html.unescape(metas[key][0]) for key in keys if metas.get(key)), None)


def _text(value: Any) -> str | None:
    return html.unescape(value).strip() or None if isinstance(value, str) else None


def _named(value: Any) -> str | None:
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)
