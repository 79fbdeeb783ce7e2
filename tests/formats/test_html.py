"""The page as a file: its policy, its text, its size; what it holds without its script."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import re
from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

from quizgen.bank.read import load_deck
from quizgen.formats import Job, export, render
from quizgen.items.assemble import assemble
from quizgen.items.item import Citation, Distractor, Item
from quizgen.items.make import make_items
from quizgen.items.quiz import Quiz, pose
from quizgen.problem import QuizgenError, UsageError

EVIL = ("</script><script>window.ran=1</script><img src=x onerror='window.ran=1'>{{ 7*7 }} <!-- ]]> "
        "\u2028\u2029 \" ' & </style> javascript:alert(1)")
VOID = {"meta", "input", "br"}


def of_every_kind(job: Job) -> list[Item]:
    """An item of each kind, on the same fact."""
    item = next(item for item in job.items if item.kind == "multiple-choice" and not item.sorted)
    bare = item._replace(distractors=(), entity=None)
    truth = next(item for item in job.items if item.kind == "true-false")
    return [
        item, truth._replace(key="False", distractors=(Distractor("True", "It was Sochi."),)),
        bare._replace(id="s.short", kind="short-answer", entity=item.entity),
        bare._replace(id="s.cloze", kind="cloze", stem="They met in _____ in September.",
                      entity=item.entity),
        bare._replace(id="s.number", kind="numerical", stem="How many tons were there?",
                      key="20,000 tons", accept=("20,000",), number=20_000.0, unit="tons"),
        bare._replace(id="s.matching", kind="matching", stem="Which rocket?", key="",
                      pairs=(("Luna 25", "Soyuz"), ("SLIM", "H-IIA"), ("Psyche", "Falcon Heavy")),
                      distractors=(Distractor("Ariane 5", "none"),)),
        bare._replace(id="s.ordering", kind="ordering", stem="In which order?", key="",
                      sequence=("A launch.", "A landing.", "A return.")),
    ]


def page_of(job: Job, items: Sequence[Item], title: str = "The front", **options: str) -> str:
    posed = tuple(pose(item, random.Random(1)) for item in items)
    quiz = Quiz("mini", title, "1.2.0", 7, posed, "B")
    return render("html", Job(job.deck, (), quiz, options)).decode()


class Page(HTMLParser):
    """The page's tags, attributes and texts; it must be well formed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("script", "style"):
            self.texts.append(data)

    def acting(self) -> list[str]:
        """Attributes that run or load something, or are no style of the policy's."""
        return [name for name, _ in self.attributes if name in ("src", "style") or name[:2] == "on"]

    def values(self, name: str) -> list[str]:
        return [str(value) for key, value in self.attributes if key == name]


def data_of(page: str) -> Any:
    (block,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    return json.loads(block)


def test_only_its_own_script_and_style_may_run_and_nothing_is_loaded(job: Job) -> None:
    page = page_of(job, of_every_kind(job))
    (policy,) = re.findall(r'Security-Policy" content="([^"]+)"', page)
    assert policy.startswith("default-src 'none'; ")
    for name, inside in (("script", r"<script>(.*?)</script>"), ("style", r"<style>(.*?)</style>")):
        (text,) = re.findall(inside, page, re.S)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
        assert not re.search(r"url\(|@import|\beval\b|innerHTML|new Function|fetch\(", text)
    read = Page(page)
    assert not read.acting()
    assert all(link.startswith(("#", "https://")) for link in read.values("href"))


def test_every_question_its_options_and_its_key_can_be_read_without_the_script(job: Job) -> None:
    items = of_every_kind(job)
    read = Page(page_of(job, items))
    text = " ".join(" ".join(read.texts).split())
    for item in items:
        shown = (*item.stem.split(" _____ "), *item.options, item.explanation,
                 *(p for pair in item.pairs for p in pair), *item.sequence)
        assert all(part in text for part in shown)
    assert text.count("Answer to question") == len(items)
    assert "Reported, as of 15 September 2023 · CNN" in text
    assert "https://example.org/a?b=1&c=2" in read.values("href")
    assert {link[1:] for link in read.values("href") if link[0] == "#"} <= set(read.values("id"))
    assert len(read.values("id")) == len(set(read.values("id")))


def test_a_hostile_text_stays_text(job: Job) -> None:
    items = [item._replace(
        stem=EVIL, key=item.key if item.kind == "true-false" else EVIL, explanation=EVIL,
        attribution=EVIL, unit=EVIL if item.unit else None, accept=(EVIL,),
        distractors=tuple(Distractor(f"{d.text}{EVIL}" if item.kind == "multiple-choice" else d.text,
                                     EVIL) for d in item.distractors),
        pairs=tuple((f"{p}{EVIL}", f"{r}{EVIL}") for p, r in item.pairs),
        sequence=tuple(f"{event}{EVIL}" for event in item.sequence),
        source=Citation(EVIL, EVIL, EVIL, "https://example.org/'><script>", EVIL))
        for item in of_every_kind(job)]
    page = page_of(job, items, title=EVIL)
    read = Page(page)
    assert not read.tags & {"img", "iframe", "object", "link", "base", "svg"}
    assert page.count("<script") == 2 and page.count("</script") == 2
    assert not read.acting()
    assert any(EVIL in text for text in read.texts)
    assert data_of(page)["questions"][2]["typed"]["key"] == EVIL
    assert "\u2028" not in page.split('id="data">')[1]


def test_a_sealed_page_does_not_hold_the_answers(job: Job) -> None:
    items = [item._replace(explanation="Told to nobody.") for item in of_every_kind(job)]
    page = page_of(job, items, mode="sealed")
    assert "20,000" not in page and "Answer to question" not in page
    assert "Told to nobody." not in page and "It was Sochi." not in page
    assert all(set(question) == {"id", "kind"} for question in data_of(page)["questions"])
    assert "names" not in data_of(page)


def test_the_same_quiz_gives_the_same_bytes_and_another_another_name(job: Job) -> None:
    items = of_every_kind(job)
    assert page_of(job, items) == page_of(job, items)
    checks = {data_of(page)["check"] for page in (
        page_of(job, items), page_of(job, items[1:]), page_of(job, items, mode="exam"),
        page_of(job, [items[0]._replace(stem="Where else?"), *items[1:]]))}
    assert len(checks) == 4


def test_no_other_modes(job: Job) -> None:
    with pytest.raises(UsageError, match="choose, practice, exam, sealed"):
        page_of(job, job.items, mode="open")
    with pytest.raises(UsageError, match="takes a quiz"):
        export("html", job.deck, job.items)


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("he-IL", "rtl")])
def test_the_language_gives_the_direction(job: Job, language: str, direction: str) -> None:
    header = job.deck.header.model_copy(update={"language": language})
    page = page_of(job._replace(deck=replace(job.deck, header=header)), job.items)
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert ('lang="en"' in page.split("<body>")[1]) == (language != "en")


@pytest.mark.parametrize("name", ["ukraine-war", "space-2023"])
def test_all_that_a_quiz_can_ask_of_a_shipped_deck_makes_a_page_below_150_kb(name: str) -> None:
    """A quiz asks no fact twice, and nothing that gives another answer away: more do not fit one."""
    deck = load_deck(name)
    items = make_items(deck)
    with pytest.raises(QuizgenError, match="can stand on one quiz") as told:
        assemble(deck, items, count=500, seed=1)
    most = int(re.findall(r"(\d+) can stand", str(told.value))[0])
    assert most >= 20
    quiz = assemble(deck, items, count=most, seed=1)
    assert len(export("html", deck, quiz=quiz)) < 150_000
