"""`quizgen cite`: entries to standard output, the words in their place to standard error."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from quizgen.bank.evidence import fingerprint

TEXT = "The town’s council met. The council voted to close the “old” mill."


@pytest.fixture(autouse=True)
def article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")


def entry(words: str) -> str:
    start = TEXT.index(words)
    return f"{{start: {start}, end: {start + len(words)}, sha256: {fingerprint(words)}}}"


def test_an_entry_is_printed_as_decks_write_it(run: Any) -> None:
    ran = run("cite", "a.txt", "voted  to close")
    assert (ran.code, ran.out) == (0, entry("voted to close") + "\n")
    assert "36–50: …town’s council met. The council ⟦voted to close⟧ the “old” mill." in (
        " ".join(ran.err.split()))


def test_other_quotes_and_capitals_take_the_articles_own_words(run: Any) -> None:
    ran = run("cite", "a.txt", 'the "OLD" mill')
    assert (ran.code, ran.out) == (0, entry("the “old” mill") + "\n")
    assert "(as the article writes it)" in " ".join(ran.err.split())


def test_several_phrases_are_a_line_each_or_one_list(run: Any) -> None:
    one, two = entry("met"), entry("mill")
    assert run("cite", "a.txt", "met", "mill").out == f"{one}\n{two}\n"
    assert run("cite", "a.txt", "met", "mill", "--list").out == f"evidence: [{one}, {two}]\n"


def test_the_source_and_the_texts_own_entry_are_written_where_wanted(run: Any) -> None:
    assert run("cite", "a.txt", "met", "--source", "cnn").out == (
        entry("met").replace("}", ", source: cnn}\n"))
    assert run("cite", "a.txt", "--text").out == (
        f"text: {{length: {len(TEXT)}, sha256: {fingerprint(TEXT)}}}\n")


def test_a_phrase_that_stands_twice_is_listed_and_can_be_chosen(run: Any) -> None:
    ran = run("cite", "a.txt", "council")
    assert (ran.code, ran.out) == (1, "")
    assert "“council” stands 2 times in a.txt; take more words, or --nth and its number" in ran.err
    assert "1   11–18: The town’s ⟦council⟧ met" in ran.err
    assert run("cite", "a.txt", "council", "--nth", "2").out.startswith("{start: 28, end: 35,")
    ran = run("cite", "a.txt", "council", "--nth", "3")
    assert (ran.code, ran.err) == (2, "quizgen: --nth 3: “council” stands 2 times in a.txt\n")


def test_a_missing_phrase_is_told_with_the_nearest_words(run: Any) -> None:
    ran = run("cite", "a.txt", "the council vote to closed")
    assert (ran.code, ran.out) == (1, "")
    assert "“the council vote to closed” does not stand in a.txt" in ran.err
    assert "⟦The council voted to close⟧" in ran.err
    assert "nearest" not in run("cite", "a.txt", "qwxyz jjj").err


def test_standard_input_is_read(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    page = f"<html><p>{TEXT}</p></html>".encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(page)))
    assert run("cite", "-", "met").out == entry("met") + "\n"


def test_json_is_all_of_standard_output(run: Any) -> None:
    told = json.loads(run("cite", "a.txt", "met", "--json").out)
    assert told["text"] == {"length": len(TEXT), "sha256": fingerprint(TEXT)}
    assert told["evidence"] == [{"start": 19, "end": 22, "sha256": fingerprint("met"),
                                 "words": "met", "exact": True}]


@pytest.mark.parametrize(("arguments", "code", "message"), [
    (("a.txt",), 2, "which words?"), (("a.txt", " "), 2, "the phrase is empty"),
    (("a.txt", "met", "mill", "--nth", "1"), 2, "--nth goes with one phrase"),
    (("a.txt", "met", "--source", "C N"), 2, "can be no source's id"),
    (("b.txt", "met"), 2, "there is no file b.txt (did you mean `a.txt`?)"),
    (("x/b.txt", "met"), 2, "there is no folder x"), ((".", "met"), 2, ". is a folder"),
    (("a.txt", "\udcff"), 2, "a phrase is no UTF-8"),
])
def test_wrong_usage_is_told(
    run: Any, arguments: tuple[str, ...], code: int, message: str
) -> None:
    ran = run("cite", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert message in ran.err


def test_an_article_cannot_steer_the_terminal(run: Any, tmp_path: Path) -> None:
    (tmp_path / "evil.txt").write_text("one \x1b[2J two")
    assert "\x1b" not in run("cite", "evil.txt", "two").err
