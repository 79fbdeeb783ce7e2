"""Sentences, dates, numbers, blocks and reports of speech, each on its own."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.bank.evidence import normalise
from quizgen.drafting.blocks import read_blocks
from quizgen.drafting.build import Given, build
from quizgen.drafting.dates import find_dates
from quizgen.drafting.numbers import find_numbers
from quizgen.drafting.sentences import LONGEST, cut_sentences
from quizgen.evidence.article import load_article

LEAD = "Here is a day in the news with words that make it long enough to be read, as is all."
THURSDAY = datetime.date(2024, 3, 14)


@pytest.mark.parametrize("text, cut", [
    ("Dr. Ann Li left at 3 p.m. She was late.", ["Dr. Ann Li left at 3 p.m.", "She was late."]),
    ("J. R. Smith of the U.S. Senate got 3.5 %.", ["J. R. Smith of the U.S. Senate got 3.5 %."]),
    ("“No. Never. We will not,” he said. He left.", ["“No. Never. We will not,” he said.", "He left."]),
    ("Is it over? “Yes.” They went home!", ["Is it over?", "“Yes.”", "They went home!"]),
    ("He came on Jan. 5 with No. 7. We saw.", ["He came on Jan. 5 with No. 7.", "We saw."]),
])
def test_sentences_are_cut_where_they_end(text: str, cut: list[str]) -> None:
    assert [text[a:b] for a, b in cut_sentences(text, 0, len(text))] == cut


@settings(deadline=None)
@given(st.text(alphabet="aB. “”!?\"1", max_size=300).map(normalise), st.integers(0, 5))
def test_no_word_is_lost_between_sentences(text: str, repeat: int) -> None:
    text *= 4**repeat
    spans = list(cut_sentences(text, 0, len(text)))
    assert "".join(text[a:b] for a, b in spans).replace(" ", "") == text.replace(" ", "")
    assert all(b - a <= LONGEST for a, b in spans)


@pytest.mark.parametrize("text, value", [
    ("on Friday", "2024-03-08"), ("last Thursday", "2024-03-07"), ("Thursday", "2024-03-14"),
    ("yesterday", "2024-03-13"), ("last night", "2024-03-13"), ("last week", "2024-03"),
    ("next Friday", "2024-03-15"), ("earlier this month", "2024-03"), ("last month", "2024-02"),
    ("two days ago", "2024-03-12"), ("three years ago", "2021~"), ("at the weekend", "2024-03"),
    ("in December", "2023-12"), ("on 9 March", "2024-03-09"), ("Dec. 30", "2023-12-30"),
    ("January 3rd, 2019", "2019-01-03"), ("since 1998", "1998"), ("2023-02-30", "None"),
    ("30 February 2023", "None"), ("will meet on Monday", "2024-03-18"), ("He may go", ""),
])
def test_dates_are_resolved_by_the_articles_day(text: str, value: str) -> None:
    assert "".join(str(d.value) for d in find_dates(text, 0, len(text), THURSDAY)) == value


@pytest.mark.parametrize("text, number", [
    ("4,300 workers", (4300, "workers", None)), ("at least 12 people", (12, "people", "at least")),
    ("$3.1 billion", (3.1, "billion dollars", None)), ("40 million euros", (40, "million euros", None)),
    ("5.4 per cent", (5.4, "per cent", None)), ("twenty-one boats", (21, "boats", None)),
    ("some 300 of them", (300, None, "about")),
])
def test_numbers_have_units_and_bounds(text: str, number: tuple[object, ...]) -> None:
    assert [(n.value, n.unit, n.bound) for n in find_numbers(text, 0, len(text), [])] == [number]


@pytest.mark.parametrize("text", ["3-1", "04:12", "1,2,3", "one day", "v1.2.3", "2024-03-14", "14th"])
def test_what_is_no_count_is_none(text: str) -> None:
    assert list(find_numbers(text, 0, len(text), [])) == []


@settings(deadline=None)
@given(st.text(alphabet="ab <>/pliBh1\n&;\ue100", max_size=200),
       st.sampled_from(["a.html", "a.md", "a.txt"]))
def test_blocks_lie_in_the_words_that_evidence_counts_in(text: str, name: str) -> None:
    data = f"word <p>one</p><b>two</b> {text}".encode()
    article, blocks = read_blocks(data, name)
    assert article.text == load_article(data, name).text
    assert all(0 <= a.start < a.end <= len(article.text) for a in blocks)
    assert all(a.end <= b.start for a, b in pairwise(blocks))


@pytest.mark.parametrize("sentence, speaker, polarity", [
    ("Envoy Ann Li said the plan was dead.", "Ann Li", "asserts"),
    ("The plan is dead, according to Ann Li.", "Ann Li", "asserts"),
    ("Envoy Ann Li has repeatedly denied the plan.", "Ann Li", "denies"),
    ("Ann Li dismissed the allegations against her.", "Ann Li", "denies"),
    ("The envoy, Ann Li, declined to comment on the plan.", "Ann Li", "declines"),
    ("Ann Li would not comment.", "Ann Li", "declines"),
    ("“Nobody was there,” envoy Ann Li said.", "Ann Li", "denies"),
    ("“It is good,” said Ann Li, the envoy of Peru.", "Ann Li", "asserts"),
    ("Ann Li, who left in May, would not comment.", "Ann Li", "declines"),
    ("Paul Roe met envoy Ann Li. “It was fine,” she said.", "Ann Li", "asserts"),
    ("Paul Roe met envoy Tom Ash. He went to Rome. Peru is near, he said.", "Paul Roe", "asserts"),
    ("“Paul Roe lied,” he said.", None, None),
    ("Ann Li was told that the plan was dead.", None, None),
    ("Ann Li rejected a plan for the bridge.", None, None),
])
def test_who_says_what(sentence: str, speaker: str | None, polarity: str | None) -> None:
    text = f"{LEAD} {sentence}"
    built = build(text.encode(), "a.txt", Given(THURSDAY))
    members = built.draft.analysis.cast.members
    found = [(members[subject.entity].name, saying.polarity)
             for d in built.draft.developments for sentence in d.passage.sentences
             for s in sentence.clauses for saying in s.sayings
             if (subject := s.subject(saying.subject, saying.start))]
    assert found == ([(speaker, polarity)] if speaker else [])


@pytest.mark.parametrize("sentence", [
    "Peru did not capture Rome.", "Peru plans to visit Rome.", "Peru could have captured Rome.",
    "If Peru captured Rome, it would end.", "Peru denied that Chad captured Rome.",
])
def test_what_did_not_happen_is_no_fact(sentence: str) -> None:
    text = f"{LEAD} {sentence}"
    built = build(text.encode(), "a.txt", Given(THURSDAY))
    facts = [f for d in built.draft.developments for f in d.facts]
    assert [f.kind for f in facts if f.kind in ("visit", "control")
            and not any(v.polarity == "denies" for v in f.voices)] == []


def test_lines_that_only_ask_head_what_follows_where_there_are_several() -> None:
    told = ("President Ada Brown visited the town of {} on Monday after the rain had stopped there at "
            "last, and the people of the town were glad of it.")
    text = ("What to know about the rain\n\n14 May 2025\n\nWhere did she go?\n\n"
            f"{told.format('Rome')}\n\nWhere was she then?\n\n{told.format('Oslo')}\n")
    built = build(text.encode(), "a.txt", Given())
    assert [development.title for development in built.entries.developments] == [
        "Ada Brown visits Rome", "Ada Brown visits Oslo"]


def test_a_word_below_a_heading_begins_its_sentence() -> None:
    """A heading has no full stop: “Grid” after it is no name within a sentence."""
    text = ("<h1>Live: storm</h1><p>14 May 2025</p><h2>Power is back in Hollin</h2>"
            "<p>Grid operator Varn Power bought 12 boats on Monday, and the rain had stopped there.</p>"
            "<h2>Rain is over</h2><p>The mayor Ann Li visited the town of Rome on Tuesday.</p>")
    members = build(text.encode(), "a.html", Given()).draft.analysis.cast.members.values()
    assert [member.name for member in members] == ["Varn Power", "Ann Li", "Rome"]


def test_the_agency_above_the_dateline_is_no_heading() -> None:
    text = ("What we know about the rain\n\nMeridian News Agency\n\n9 November 2024\n\n"
            "TARRANT, Corvane (Meridian) — President Ada Brown visited the town of Tarrant on "
            "Friday, as the rain had stopped.\n")
    built = build(text.encode(), "a.txt", Given())
    (development,) = built.draft.developments
    (part,) = development.passage.section.parts
    assert development.passage.section.label is None
    assert built.source.text[slice(*part)].startswith("President Ada Brown")
