"""Build a casefile of a document that would run in a page that shows text as markup, and check that it is text."""

from html import escape
from pathlib import Path

from playwright.sync_api import Page, expect

import sayso
from sayso.testing import Planted, ScriptedReader

SCRIPT = "<script>document.title='taken'</script>"
IMAGE = "<img src=x onerror=document.title='taken'>"
TURNED = "\u202egnirahs"
GIVER, GETTER, AUTHOR = f"Alder {SCRIPT} Group", f"Birch {IMAGE}", f"Cole {IMAGE}"
WORDS = f"{GIVER} paid {GETTER}"
DENIAL = f"{AUTHOR} denied that {GIVER} sheltered {GETTER}"
PAGE = """<!doctype html><html><head><title>{title}</title><meta name="author" content="{author}">
<meta property="article:published_time" content="2019-03-04"><meta property="og:site_name" content="{author}"></head>
<body><article><h1>{title}</h1><p>In 2018 {words}.</p><p>{denial}.</p></article></body></html>"""


def build_hostile_case(folder: Path) -> Path:
    """Write and read the document; return the casefile."""
    path = folder / "hostile.sayso"
    name = folder / "page.html"
    parts = {"title": f"News {SCRIPT} {TURNED}", "author": f"{AUTHOR} {TURNED}", "words": WORDS, "denial": DENIAL}
    name.write_text(PAGE.format(**{part: escape(words) for part, words in parts.items()}), "utf-8")
    planted = (
        Planted(WORDS, GIVER, "funds", GETTER, source=GIVER, time="2018"),
        Planted(DENIAL, GIVER, "shelters", GETTER, polarity="-", source=AUTHOR),
    )
    with sayso.open(path, reader=ScriptedReader(planted)) as case:
        case.read(name)
        (paid,) = case.claims(predicate="funds")
        case.correct(paid.claim.id, by="ana", amount="5000000 USD", amount_status="paid")
    return path


def assert_is_text(page: Page) -> None:
    """Assert that the markup is seen as words and that nothing of it came to life."""
    expect(page.get_by_text(SCRIPT, exact=False).first).to_be_attached()
    assert page.title() != "taken"
    assert page.locator("main img, main script").count() == 0
