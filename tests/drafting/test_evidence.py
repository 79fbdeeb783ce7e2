"""Nothing is invented: every value that is drafted stands in its evidence, or resolves from it."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.bank.read import read_deck
from quizgen.drafting.build import Built, Given, build
from quizgen.drafting.deck_files import deck_texts
from quizgen.drafting.sentences import cut_sentences
from tests.drafting.read_back import copied_runs, facts_of, faults, files_of
from tests.drafting.score import articles
from tests.drafting.score import drafted as draft_of

EVERY = [*articles(False), *articles(True)]
SENTENCES = [
    built.source.text[start:end]
    for built in map(draft_of, EVERY)
    for d in built.draft.developments
    for part in d.passage.section.parts
    for start, end in cut_sentences(built.source.text, *part)
]
WHO = [
    "President Ada Brown",
    "Peru",
    "the Red Union",
    "Mr O’Neil",
    "Li Wei",
    "Acme Corp.",
    "He",
    "It",
    "Čapek",
    "the group",
    "UN envoy Ann-Marie du Pont",
    "“X”",
    "Ministry of Health",
    "She",
    "St. John",
]
DOES = [
    "met",
    "called",
    "said",
    "denied that",
    "accused",
    "visited",
    "captured",
    "beat",
    "told",
    "pledged",
    "declined to comment on",
    "won",
    "rejected reports of",
    "killed",
    "named",
    "signed",
    "left",
    "described",
]
WHAT = [
    "“a very {odd} word”",
    "3-1 in the final of the Open Cup",
    "12 people",
    "$3 million to Chad",
    "the town of Ur",
    "him “a liar”",
    "Ann Li as chairman",
    "the budget",
    "on Friday",
    "a plan for peace",
    "last week",
    "that 5% of it was lost",
    "in Rome on 3 May",
    "“We never did it. Not once,”",
    "",
    "‹p0› and ‹q1›",
]


@pytest.mark.parametrize("path", EVERY, ids=lambda path: Path(path).name)
def test_every_value_of_the_sample_articles_stands_in_its_evidence(path: Path) -> None:
    built = draft_of(path)
    assert faults(built) == []
    assert len(list(facts_of(files_of(built)[1]))) >= 4


@pytest.mark.parametrize("path", EVERY, ids=lambda path: Path(path).name)
def test_no_sentence_of_an_article_is_copied(path: Path) -> None:
    assert copied_runs(draft_of(path), 7) == []


sentences = st.one_of(
    st.sampled_from(SENTENCES),
    st.builds(
        lambda a, b, c, d, e: " ".join(filter(None, (a, b, c, d))) + e,
        st.sampled_from(WHO),
        st.sampled_from(DOES),
        st.sampled_from([*WHO, *WHAT]),
        st.sampled_from(WHAT),
        st.sampled_from([".", ", Ada Brown said.", ", according to Acme Corp.", "?", " Monday."]),
    ),
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60),
)
articles_of = st.lists(
    st.tuples(st.sampled_from(["", "• ", "1. ", "Ada | ", "Label: ", "\n"]), sentences),
    min_size=2,
    max_size=12,
)


@settings(max_examples=40, deadline=None)
@given(articles_of)
def test_every_value_of_any_article_stands_in_its_evidence(rows: list[tuple[str, str]]) -> None:
    built = any_article(rows)
    assert faults(built) == []


@settings(max_examples=8, deadline=None)
@given(articles_of)
def test_any_draft_is_read_without_an_error(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("deck")
    for name, text in deck_texts(any_article(rows), "any").items():
        (folder / name).write_text(text, encoding="utf-8")
    deck, problems = read_deck(folder)
    assert [p for p in problems if p.level == "error"] == []
    assert deck is not None


def any_article(rows: list[tuple[str, str]]) -> Built:
    text = "A day in the news of the world\n\n"
    text += "This paragraph is here so that it is long enough to be one.\n\n"
    text += "\n\n".join(mark + sentence for mark, sentence in rows)
    return build(text.encode(), "any.txt", Given(datetime.date(2024, 5, 8)))


def test_the_test_sees_what_is_invented() -> None:
    built = draft_of(EVERY[0])
    text = built.source.text
    assert any("is not named" in f for f in faults(_with(built, text.replace("Kovan", "Nobody"))))
    assert any("does not stand there" in f for f in faults(_with(built, text.replace("40", "50"))))
    assert any(
        "does not stand there" in f for f in faults(_with(built, text.replace("Tuesday", "Monday")))
    )


def _with(built: Built, text: str) -> Built:
    """The same draft, as if its article had other words."""
    import dataclasses

    return dataclasses.replace(built, source=dataclasses.replace(built.source, text=text))
