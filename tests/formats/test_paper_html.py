"""The HTML to print, as Chromium prints it."""

from __future__ import annotations

import io
import re
from functools import cache
from typing import Any

import pypdf
import pytest

from quizgen.bank.read import load_deck
from quizgen.formats import print_forms
from quizgen.formats.paper_html import css_text
from quizgen.items.assemble import assemble
from quizgen.items.forms import Forms, Student, make_forms
from quizgen.items.make import make_items

NASTY = ['"; } </style><script>ran = 1</script>', "\\", '\\"', "a\nb\r\x0c\x00 c", "</STYLE >",
         "*/ <!-- ]]>", "} body { display: none", "@import url(//x)",
         "é \N{HEBREW LETTER ALEF} 李 –\u2028", "7f -- A"]


@cache
def forms(*names: str) -> Forms:
    bank = load_deck("ukraine-war")
    quiz = assemble(bank, make_items(bank), count=12, seed=7)
    return make_forms(quiz, 2, students=[Student(name, "12") for name in names])


def html_of(made: Forms, **options: str) -> str:
    return print_forms("paper-html", made, options)[0].decode()


def printed(browser: Any, html: str) -> list[str]:
    """The text of each page; Chromium tells the foot first, the number of the page before the rest."""
    tab = browser.new_page()
    tab.set_content(html)
    reader = pypdf.PdfReader(io.BytesIO(tab.pdf(prefer_css_page_size=True)))
    tab.close()
    return [page.extract_text() for page in reader.pages]


@pytest.mark.parametrize("options", [{}, {"large_print": "yes", "paper": "us-letter"}])
def test_every_page_tells_its_form_and_its_number_in_it(
    browser: Any, options: dict[str, str]
) -> None:
    """A stack that was dropped can be sorted again, sheets, answer sheets and keys."""
    shown = printed(browser, html_of(forms(), answer_sheet="yes", study_sheet="yes", **options))
    feet = [re.match(r"Page (\d+)ukraine-war [\d.]+ · (.+)\n", page) for page in shown]
    found = [(foot[2], int(foot[1])) for foot in feet if foot]
    assert len(found) == len(shown)
    parts = list(dict.fromkeys(part for part, _ in found))
    assert parts == [
        "Seed 7 · Study sheet", "Form A · Seed 7", "Form A · Seed 7 · Answer sheet", "Form B · Seed 7",
        "Form B · Seed 7 · Answer sheet", "Form A · Seed 7 · Answer key",
        "Form B · Seed 7 · Answer key", "Seed 7 · Forms and items"]
    last = {part: max(at for one, at in found if one == part) for part in parts}
    assert found == [(part, at) for part in parts for at in range(1, last[part] + 1)]
    assert last["Form B · Seed 7"] > 1


def test_every_page_tells_whose_it_is_whatever_the_name(browser: Any) -> None:
    names = [name for name in NASTY if "\x00" not in name and "\N{HEBREW LETTER ALEF}" not in name]
    shown = printed(browser, html_of(forms(*names), key="none"))
    for at, name in enumerate(names, start=1):
        of_form = [page for page in shown if f"· Form {at}, " in page]
        assert len(of_form) > 1
        foot = re.sub(r"\s", "", f"· Form {at}, {name}, 12 · Seed 7")
        assert all(foot in re.sub(r"\s", "", page) for page in of_form)


@pytest.mark.parametrize("name", NASTY)
def test_no_name_ends_the_style_or_a_string_in_it(browser: Any, name: str) -> None:
    assert re.fullmatch(r"(?:[^\W<>\"'\\]|[ ·.,-]|\\[0-9a-f]+ )*", css_text(name))
    made = forms(name)
    titled = made._replace(quizzes=tuple(quiz._replace(title=name) for quiz in made.quizzes))
    tab = browser.new_page()
    tab.set_content(html_of(titled).replace("<meta http-equiv", "<meta name"))
    assert tab.evaluate("[document.querySelectorAll('style').length, document.scripts.length,"
                        " typeof ran, getComputedStyle(document.body).display]") == [
        1, 0, "undefined", "block"]
    rules = tab.evaluate("[...document.styleSheets[0].cssRules].map(rule => rule.selectorText)"
                         ".filter(name => /^p\\d+$/.test(name))")
    assert rules == [f"p{at}" for at in range(1, 1 + len(rules))] and len(rules) == 2
    tab.close()


# Of each marked paragraph: its first class, where its mark ends, and where each of its lines begins.
LINES = """[...document.querySelectorAll('p:has(.mark):not(.directions)')].map(p => {
  const range = document.createRange(), mark = p.querySelector('.mark');
  range.setStartAfter(mark);
  range.setEndAfter(p.lastChild);
  const lines = new Map();
  for (const {left, top, width} of range.getClientRects())
    if (width > 0 && !lines.has(top)) lines.set(top, left);
  return [p.classList[0], mark.getBoundingClientRect().right, [...lines.values()]];
})"""


@pytest.mark.parametrize("options", [{}, {"large_print": "yes"}, {"dyslexia": "yes"}])
def test_what_wraps_hangs_beside_its_number_or_letter(browser: Any, options: dict[str, str]) -> None:
    tab = browser.new_page(viewport={"width": 360, "height": 640})
    tab.emulate_media(media="print")
    tab.set_content(html_of(forms(), **options))
    wrapped = set()
    for kind, ends, lines in tab.evaluate(LINES):
        assert all(begins == pytest.approx(ends, abs=2) for begins in lines), (kind, ends, lines)
        wrapped |= {kind} if len(lines) > 1 else set()
    assert wrapped >= {"question", "option", "premise", "small", "answer"}
    tab.close()


def test_a_link_prints_as_the_text_around_it(browser: Any) -> None:
    """In ink and without a line below; on a screen it is seen to be a link."""
    tab = browser.new_page()
    tab.set_content(html_of(forms()))
    shown = ("((link, text) => [link.color === text.color, link.textDecorationLine])"
             "(getComputedStyle(document.querySelector('a')), getComputedStyle(document.body))")
    assert tab.evaluate(shown) == [False, "underline"]
    tab.emulate_media(media="print")
    assert tab.evaluate(shown) == [True, "none"]
    tab.close()
