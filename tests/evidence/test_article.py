"""Articles: text, Markdown and saved pages give the same words; nothing hostile takes long."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.bank.evidence import normalise
from quizgen.evidence.article import load_article, paragraph_starts, printable, read_article
from quizgen.evidence.html_text import html_text
from quizgen.problem import QuizgenError

TEXT = "The week\n\nThe council met on Kim’s day.\n\nIt voted & left: a < b.\n"
MARKDOWN = "# The week\n\nThe council *met* on\n**Kim**’s day.\n\nIt voted &amp; left: a < b.\n"
PAGE = """\
<!DOCTYPE html>
<html lang=en><head><meta charset="utf-8"><title>The Gazette</title>
<style>p { color: red }</style><script>if (a < b) document.write("<p>no</p>")</script>
<body class=x><!-- <p>no</p> --><nav><a href="/">Home</a></nav>
<article><h1>The week</h1><p title="a > b">The council <i>met</i> on
<b>Kim</b>&rsquo;s day.<p>It voted &amp; left: a &lt; b.<noscript><img src=x>no</noscript>
<svg><text>no</text></svg><button>Share</button></article><footer>Other news</footer>
"""
WORDS = normalise(TEXT)


@pytest.mark.parametrize(("name", "text"), [
    ("a.txt", TEXT), ("a.md", MARKDOWN), ("a.markdown", MARKDOWN), ("a.html", PAGE), ("A.HTM", PAGE),
    ("standard input", TEXT), ("standard input", PAGE), ("a", "\n<html>" + PAGE),
    ("a.md", "---\ntitle: clipped\n---\n" + MARKDOWN),
])
def test_three_forms_of_an_article_give_the_same_words(name: str, text: str) -> None:
    assert load_article(text.encode(), name).text == WORDS


@pytest.mark.parametrize(("page", "words"), [
    ("<p>one<p>two", "one two"), ("one<br>two", "one two"), ("<td>1</td><td>2", "1 2"),
    ("<b>Kim</b>’s", "Kim’s"), ("o<wbr>ne", "one"), ("<li>a</li><li>b</li>", "a b"),
    ("<main>in</main>out", "in"), ("<article>1</article><article>2</article>", "1 2"),
    ("<main><article>1</article>x<article>2</article></main>y", "1 x 2"),
    ("<article></article>all", "all"), ("<article>open", "open"), ("a</article>b", "a b"),
    ("<a title='</a>>'>x", "x"), ("<a title=>x", "x"), ("a<!-->b", "ab"), ("a<!--x--!>b", "ab"),
    ("a<?php x?>b", "ab"), ("a<![CDATA[x]]>b", "ab"), ("a</3>b", "ab"), ("a < b <3", "a < b <3"),
    ("a<b", "a"), ("a<!--", "a"), ("a<p x='", "a"), ("a<svg>b", "a b"), ("<SCRIPT>x</script >y", "y"),
    ("<title>x</title>y", "y"), ("a&nbsp;&#8203;b", "a b"), ("&#xD800;", "�"),
])
def test_a_page_is_read_as_a_browser_shows_it(page: str, words: str) -> None:
    assert normalise(read_article(page.encode(), "a.html")) == words


@pytest.mark.parametrize(("data", "words"), [
    ("café’s".encode("cp1252"), "café’s"),
    (b"<meta charset=iso-8859-2>" + "łoś".encode("iso-8859-2"), "łoś"),
    (b"<meta charset='latin1'>" + "“x”".encode("cp1252"), "“x”"),
    (b"<meta charset=utf-7>+ADw-b", "+ADw-b"), (b"<meta charset=zip>x", "x"),
    (b"<meta charset=utf-8>x\xff", "x�"), (b"\xef\xbb\xbfx", "x"),
    ("“x”".encode("utf-16"), "“x”"),
])
def test_a_page_is_decoded_as_it_says(data: bytes, words: str) -> None:
    assert read_article(data, "a.html") == words


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_is_utf_8_or_says_what_it_is(encoding: str) -> None:
    assert load_article("ca\u00adfe\u0301\r\n\u00a0“x”".encode(encoding), "a.txt").text == "café “x”"


@pytest.mark.parametrize(("data", "name", "message"), [
    (b"", "a.txt", "a.txt holds no words"), (b" \n\t", "a.md", "holds no words"),
    (b"<p><br>", "a.html", "holds no words"), (b"a\0b", "a.txt", "is no text"),
    (b"one\ntwo\x92s", "a.txt", "the byte 0x92 in line 2 is no UTF-8; save the article as UTF-8"),
    (b"%PDF-1.7 x", "a.pdf", "is a PDF: save the article as text"),
    (b"PK\x03\x04\0", "a.docx", "a word processor's file"), (b"{\\rtf1", "a.rtf", "an RTF file"),
    (b"From: x\r\nContent-Type: multipart/related; x", "a.html", "a web archive"),
    (b"x", "a.mhtml", "a web archive"), (b"x" * 5_000_001, "a.txt", "larger than 5 MB"),
    (b"x" * 400_001, "a.md", "larger than 400 kB"),
])
def test_what_cannot_be_read_is_refused_with_what_to_do(
    data: bytes, name: str, message: str
) -> None:
    with pytest.raises(QuizgenError) as refused:
        read_article(data, name)
    assert message in str(refused.value)


@pytest.mark.parametrize("piece", [
    "<div>", "<!--", "<a ", "<", "<?", "</a", "<a x='", '<a b="', "</p>", "<svg>", "<title>",
    "<article>", "<script></script", "<b><i></b>", "&#", "<![CDATA[", "<a/", "<p></b>",
])
def test_a_hostile_page_takes_no_longer_than_its_length(piece: str) -> None:
    """Half a megabyte of each: a parser that looks back would need minutes."""
    began = time.perf_counter()
    html_text(piece * (500_000 // len(piece)))
    assert time.perf_counter() - began < 5


@given(st.text(st.sampled_from("<>/!-a b=\"'&p;\n"), max_size=60))
def test_any_page_can_be_read(page: str) -> None:
    assert isinstance(html_text(page), str)


@pytest.mark.parametrize(("text", "starts"), [
    ("one", [0]), ("one\n\ntwo", [0, 4]), ("one\ntwo", [0]), ("one\r\n\r\ntwo", [0, 4]),
    ("one\n• two\n• three", [0, 4, 10]), ("x" * 130 + "\ntwo", [0, 131]),
    ("\n\n one  \n \n two", [0, 4]),
])
def test_paragraphs_begin_after_a_blank_line_or_at_a_bullet(text: str, starts: list[int]) -> None:
    assert list(paragraph_starts(text)) == starts


@given(st.text(st.sampled_from("ab\u0301 \n\r\t\u00a0•é"), max_size=40))
def test_paragraphs_begin_with_a_word_of_the_normalised_text(text: str) -> None:
    words = normalise(text)
    for start in paragraph_starts(text)[1:]:
        assert words[start] != " "
        assert words[start - 1] == " "


def test_what_could_steer_a_terminal_is_replaced_one_for_one() -> None:
    assert printable("a\x1b[2Jb\u202ec\u2066 “é”\n") == "a�[2Jb�c� “é”�"
