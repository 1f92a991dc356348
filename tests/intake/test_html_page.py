"""Check saved pages: body, voices, comments with their commenters, metadata, places in the source."""

import pytest

from sayso.intake import take_bytes
from sayso.model import Document, Origin, Span, Voice
from tests.intake.conftest import PROSE, assert_sound

PAGE = f"""<!doctype html><html><head><title>Port strike ends - Harbour Gazette</title>
<meta property="og:site_name" content="Harbour Gazette"><meta name="author" content="Rosa Lind">
<meta property="article:published_time" content="2021-03-04T10:00:00Z"><script>var x = "<p>nothing</p>";</script></head>
<body><nav><ul><li><a href=/>Home</a><li>Politics</ul></nav><article><h1>Port strike ends</h1>
<p>The dockers&#8217; union ended its <b>strike</b> on Tuesday,&nbsp;the mayor said. {PROSE}</p>
<figure><img src=a.jpg><figcaption>Ada Quist at the harbour in 2020.</figcaption></figure>
<blockquote><p>The company will pay every docker a bonus of 300 euros by the end of the summer.</p></blockquote>
<p>{PROSE}</p></article>
<div id="comments"><h3>2 thoughts</h3><ol class="comment-list"><li id="comment-1" class="comment even"><article
id="div-comment-1" class="comment-body"><footer class="comment-meta"><div class="comment-author vcard"><b class="fn">
Bram Olsen</b> <span class="says">says:</span></div>
<div class="comment-metadata"><time datetime="2021-03-05T08:00:00+00:00">
March 5, 2021 at 8:00 am</time></div></footer><div class="comment-content"><p>The company lied to us.</p><p>
It will do so again.</p></div><div class="reply"><a>Reply</a></div></article>
<ol class="children">
<li id="comment-2" class="comment odd"><article id="div-comment-2" class="comment-body"><cite>Ida</cite>
<div class="comment-content"><p>Bram, the union started
it.</p></div></article></li></ol></li></ol></div><footer>All rights kept</footer></body></html>"""


def take(page: str, location: str = "page.html") -> Document:
    document = take_bytes(page.encode(), "page.html", Origin(location))
    assert_sound(document)
    return document


def said(document: Document, voice: Voice) -> list[str]:
    return [segment.span.cut(document.text) for segment in document.segments if segment.voice is voice]


def test_each_voice_is_told_apart() -> None:
    document = take(PAGE)
    assert said(document, Voice.TITLE) == ["Port strike ends"]
    assert said(document, Voice.CAPTION) == ["Ada Quist at the harbour in 2020."]
    assert said(document, Voice.QUOTATION)[0].startswith("The company will pay every docker")
    assert len(said(document, Voice.BODY)) == 2
    assert {"Home", "Politics", "Reply", "All rights kept"} <= set(said(document, Voice.FURNITURE))


def test_commenters_keep_names_dates_and_answers() -> None:
    document = take(PAGE)
    comments = [
        (s.speaker, s.speaker_date, s.span.cut(document.text)) for s in document.segments if s.voice is Voice.COMMENT
    ]
    assert comments == [
        ("Bram Olsen", "2021-03-05", "The company lied to us."),
        ("Bram Olsen", "2021-03-05", "It will do so again."),
        ("Ida", None, "Bram, the union started it."),
    ]


def test_metadata_comes_from_the_head() -> None:
    metadata = take(PAGE).metadata
    assert (metadata.title, metadata.authors, metadata.publisher) == (
        "Port strike ends",
        ("Rosa Lind",),
        "Harbour Gazette",
    )
    assert (metadata.date, metadata.date_found) == ("2021-03-04", "meta")


def test_an_address_dates_a_page_without_a_date() -> None:
    page = f"<html><body><article><h1>Strike</h1><p>{PROSE}</p></article></body></html>"
    metadata = take(page, "https://gazette.example/2019/05/17/strike.html").metadata
    assert (metadata.date, metadata.date_found) == ("2019-05-17", "url")


def test_words_point_into_the_source() -> None:
    document = take(PAGE)
    at = document.text.index("dockers’ union ended its strike on Tuesday, the")
    raw = document.offsets.raw(Span(at, at + len("dockers’ union ended its strike on Tuesday, the")))
    assert raw.cut(PAGE) == "dockers&#8217; union ended its <b>strike</b> on Tuesday,&nbsp;the"


def test_comments_in_plain_divisions_are_found() -> None:
    page = f"""<html><body><article><p>{PROSE}</p><p>{PROSE}</p></article><section class="comments">
    <div class="comment"><span class="username">ida</span> <span class="date">5 March 2021</span>
    <div class="text">The union began it.</div></div>
    <div class="comment"><span class="username">bram</span><div class="text">It did not.</div></div></section>
    </body></html>"""
    document = take(page)
    comments = [
        (s.speaker, s.speaker_date, s.span.cut(document.text)) for s in document.segments if s.voice is Voice.COMMENT
    ]
    assert comments == [("ida", "2021-03-05", "The union began it."), ("bram", None, "It did not.")]


@pytest.mark.parametrize("name", ["harbourcat", "Aurelon", "Old Isaid"])
def test_a_name_keeps_an_ending_that_is_also_a_word(name: str) -> None:
    page = f"""<html><body><article><p>{PROSE}</p><p>{PROSE}</p></article><section class="comments">
    <div class="comment"><span class="username">{name} says:</span><div class="text">It did not.</div></div>
    </section></body></html>"""
    assert [segment.speaker for segment in take(page).segments if segment.voice is Voice.COMMENT] == [name]


def test_unclosed_and_crossed_tags_do_no_harm() -> None:
    document = take(
        "<html><p>The mayor <b>met <i>the</b> dockers</i> & left <br>at <3 o'clock<p>Nobody &bogus; knew<div"
    )
    assert "The mayor met the dockers & left" in document.text


def test_deep_nesting_is_read() -> None:
    assert take("<html>" + "<div>" * 5_000 + "The mayor met the dockers.").text == "The mayor met the dockers."


def test_a_line_break_inside_a_sentence_is_a_wrap() -> None:
    page = (
        f"<html><body><article><p>{PROSE}</p><pre>The company that had sold all of its ferries last year\nsaid that it "
    )
    page += "would buy them back.</pre></article></body></html>"
    assert "last year said that it would" in take(page).text
