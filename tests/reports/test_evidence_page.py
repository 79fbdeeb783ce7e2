"""The page of article and facts: linked both ways, whole without a network, and text stays text."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from quizgen.bank.deck import Deck
from quizgen.bank.evidence import evidence_at, flow_entry, normalise
from quizgen.bank.read import read_deck
from quizgen.evidence.article import load_article
from quizgen.evidence.cited import cited_sources
from quizgen.evidence.html_text import html_text
from quizgen.evidence.verify import verify
from quizgen.reports.evidence_page import evidence_page
from quizgen.reports.evidence_text import evidence_text, summary
from quizgen.reports.told_facts import ToldSource, tell

EVIL = "<script>alert(1)</script> {{ 7 * 7 }} \x1b[2J \u202e </style> & \"x\" 'y' {% if %}"
ARTICLE = f"The title\n\nReed met Lind in Weir. {EVIL}\n\nLind denied that they had agreed."
TEXT = normalise(ARTICLE)


def entry(words: str) -> str:
    start = TEXT.index(words)
    return flow_entry(evidence_at(TEXT, start, start + len(words)))


def told(tmp_path: Path, article: str = ARTICLE) -> tuple[Deck, ToldSource]:
    """A deck of two facts whose spans overlap, cross paragraphs and lie in hostile text."""
    texts = {
        "deck.yaml": "id: mini\ntitle: <b>Mini</b> & more\ndescription: D\nversion: 1.0.0\n"
                     "licence: CC0-1.0\nauthors: [us]\n",
        "entities.yaml": "reed: {name: Maud <i>Reed</i>, type: Person}\n"
                         "lind: {name: Eva Lind, type: Person}\n",
        "2023-09-15.yaml": f"""\
date: 2023-09-15
sources: [{{id: cnn, publisher: <u>CNN</u>, title: A "title" <x>, date: 2023-09-15, url: "https://example.org/?a&b='c'"}}]
developments:
- id: d
  title: D
  facts:
  - {{id: f, kind: meeting, date: 2023-09, host: reed, guest: lind,
     evidence: [{entry("Reed met Lind in Weir.")}, {entry("Lind in Weir. <script>alert(1)")}],
     assertions: [{{by: lind, polarity: denies, evidence: [{entry("y' {% if %} Lind denied")}]}},
                  {{by: reed, evidence: [{entry("Lind in")}]}}]}}
  - {{id: g, kind: meeting, date: 2023-08, host: lind, guest: reed,
     evidence: [{entry("Weir. <script>")}]}}
  - {{id: h, kind: meeting, date: 2023-07, host: lind, guest: reed}}
"""}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    deck, problems = read_deck(tmp_path)
    assert deck is not None, problems
    checked = verify(cited_sources(deck)[0], load_article(article.encode(), "a.txt"))
    return deck, tell(deck, [checked])[0]


class Page(HTMLParser):
    """The page's ids, links and tags; it must be well formed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.open: list[str] = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.tags.add(tag)
        if tag not in ("meta", "br"):
            self.open.append(tag)
        self.ids += [str(named["id"])] if "id" in named else []
        self.links += [str(named["href"])] if "href" in named else []
        assert not [name for name in named if name.startswith("on") or name in ("src", "style")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("article", [ARTICLE, "New. " + ARTICLE, ARTICLE.replace("met", "saw")])
def test_every_link_has_its_target_and_every_quote_its_words(tmp_path: Path, article: str) -> None:
    deck, row = told(tmp_path, article)
    page = Page(evidence_page(deck, [row]).decode())
    inside = [link[1:] for link in page.links if link.startswith("#")]
    assert len(page.ids) == len(set(page.ids))
    assert set(inside) <= set(page.ids)
    assert {f"q{n}" for n in range(1, 6)} | {f"w{n}" for n in range(1, 6)} == set(page.ids)
    assert set(inside) == set(page.ids)
    assert [link for link in page.links if not link.startswith("#")] == ["https://example.org/?a&b='c'"]


def test_text_stays_text_and_the_article_is_all_there(tmp_path: Path) -> None:
    deck, row = told(tmp_path)
    page = evidence_page(deck, [row]).decode()
    assert Page(page).tags <= {"html", "head", "meta", "title", "style", "body", "header", "main",
                               "aside", "article", "section", "h1", "h2", "h3", "p", "ul", "li", "a",
                               "sup", "blockquote", "div", "span", "code", "strong"}
    assert "\x1b" not in page and "\u202e" not in page
    assert "{{ 7 * 7 }}" in page
    shown = re.sub(r"<sup.*?</sup>", "", page.split("<main")[1].split("</main>")[0])
    words = TEXT.replace("\x1b", "�").replace("\u202e", "�")
    assert normalise(html_text("<main" + shown)).endswith(words)


def test_nothing_is_loaded_and_only_its_own_style_is_allowed(tmp_path: Path) -> None:
    deck, row = told(tmp_path)
    page = evidence_page(deck, [row]).decode()
    [style] = re.findall(r"<style>(.*?)</style>", page, re.S)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in page
    assert "url(" not in style and "@import" not in style
    assert '<html lang="en">' in page


def test_what_is_gone_stands_at_the_top(tmp_path: Path) -> None:
    deck, row = told(tmp_path, ARTICLE.replace("met", "saw"))
    top = evidence_page(deck, [row]).decode().split("</header>")[0]
    assert "No longer in the article: the words for 1 fact<" in top
    assert 'class="alarm"' not in evidence_page(*_both(told(tmp_path))).decode()


def test_the_same_deck_and_article_give_the_same_bytes(tmp_path: Path) -> None:
    assert evidence_page(*_both(told(tmp_path))) == evidence_page(*_both(told(tmp_path)))


def test_an_article_of_which_nothing_is_cited_makes_a_page_too(tmp_path: Path) -> None:
    deck, row = told(tmp_path, "Quite another text.")
    page = evidence_page(deck, [row]).decode()
    assert "This is probably not the article that was cited." in page
    assert set(Page(page).ids) == {f"q{n}" for n in range(1, 6)}


def test_the_text_for_a_terminal_is_80_columns_of_printable_lines(tmp_path: Path) -> None:
    _, row = told(tmp_path, ARTICLE.replace("met", "saw"))
    lines = [*evidence_text([row]).splitlines(), *summary(row)]
    assert max(map(len, lines)) <= 80
    assert all(line.isprintable() for line in lines)
    assert "       Eva Lind denies it:" in lines
    assert "  without evidence: h" in lines


def _both(pair: tuple[Deck, ToldSource]) -> tuple[Deck, list[ToldSource]]:
    return pair[0], [pair[1]]
