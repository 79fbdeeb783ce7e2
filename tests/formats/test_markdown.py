"""Markdown, as markdown-it reads it: every field is there, and every text is shown as it is."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from markdown_it import MarkdownIt

from quizgen.formats import Job, render
from quizgen.items.item import Illustration, Item
from tests.formats.every_kind import EVERY_KIND, one
from tests.formats.hostile import HOSTILE

READER = MarkdownIt("gfm-like", {"linkify": False})


def shown(job: Job) -> str:
    return READER.render(render("markdown", job).decode())


def texts(html: str, tag: str) -> list[str]:
    return [unescape(text) for text in re.findall(f"<{tag}>(.*?)</{tag}>", html, re.S)]


def test_an_item_is_a_heading_its_question_and_its_fields(job: Job) -> None:
    html = shown(job._replace(items=EVERY_KIND))
    assert texts(html, "h2") == [item.id for item in EVERY_KIND]
    assert all(item.stem in texts(html, "p") for item in EVERY_KIND)
    assert unescape(re.sub("<.*?>", "", html)).count("publisher: CNN; date: 15 September 2023") == 8


def test_every_field_has_a_name(job: Job) -> None:
    item = EVERY_KIND[0]._replace(accept=("a",), entity="x", number=1.0, unit="t", date="2023",
                                  pairs=(("a", "b"),), sequence=("c",), further=(EVERY_KIND[0].source,),
                                  notice="n", valid_until="2024-01-01",
                                  picture=Illustration("a.png", "A", "Eva Lind", "CC0"))
    names = {name.rstrip(":") for name in texts(shown(job._replace(items=(item,))), "strong")}
    assert names == set(Item._fields) - {"id", "stem"}


@given(HOSTILE)
def test_a_hostile_text_is_shown_as_it_is(plain: Job, text: str) -> None:
    html = shown(one(plain, "cloze", stem=text, key=text))
    assert " ".join(text.split()) in [" ".join(t.split()) for t in texts(html, "p")]
    assert not re.search("<(script|b|code|em|a|table)[ >]", html)
