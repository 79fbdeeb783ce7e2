"""`quizgen verify`: facts beside their words; 1 where words are gone; new places written."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

DIGEST = "town/2024-05-04.yaml"


@pytest.fixture
def article(town: Path) -> Path:
    return town / "article.md"


def edit(article: Path, old: str, new: str) -> None:
    text = article.read_text(encoding="utf-8")
    assert old in text
    article.write_text(text.replace(old, new), encoding="utf-8")


def test_the_deck_of_init_holds_fact_by_fact_on_80_columns(run: Any, article: Path) -> None:
    ran = run("verify", "town", "--source", "town/article.md")
    assert (ran.code, ran.err) == (
        0, "\ngazette in town/article.md: 5 spans hold; the text is the one cited\n")
    assert ran.out.startswith("gazette: The Valley Gazette, “The council’s week”, 4 May 2024\n\n"
                              "holds  library-vote (vote)\n       The town council of Millbrook")
    assert "       │ The old grain hall by the river is to become a library.\n" in ran.out
    assert "       Daniel Okoye says so:\n       │ Forty per cent" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


def test_words_that_are_gone_are_named_with_what_stands_there_now(run: Any, article: Path) -> None:
    edit(article, "said on Friday", "told us on Friday")
    ran = run("verify", "town", "--source", "town/article.md")
    assert ran.code == 1
    assert "gone   reserve-spent (figure)" in ran.out
    assert "treasurer, Daniel Okoye, told us on Friday." in ran.out
    assert "moved  market-moved (event)" in ran.out
    assert "moved from 514–650; now start: 517, end: 653" in ran.out
    assert "3 spans hold, 1 moved, 1 gone; the text has changed" in " ".join(ran.err.split())
    assert f"  gone: reserve-spent ({DIGEST}:51)\n" in ran.err


def test_moved_words_leave_with_0_and_are_written_where_that_is_wanted(
    run: Any, article: Path, tmp_path: Path
) -> None:
    """Only the numbers change; and afterwards everything holds."""
    before = (tmp_path / DIGEST).read_text(encoding="utf-8")
    edit(article, "# The council’s week", "# The council’s long week")
    ran = run("verify", "town", "--source", "town/article.md")
    assert ran.code == 0
    assert "--update writes the new places" in ran.err
    assert (tmp_path / DIGEST).read_text(encoding="utf-8") == before
    ran = run("verify", "town", "--source", "town/article.md", "--update")
    assert (ran.code, ran.err.splitlines()[-1]) == (
        0, f"{DIGEST}: written, 5 new places and the text of gazette")
    after = (tmp_path / DIGEST).read_text(encoding="utf-8")
    changed = [new for old, new in zip(before.splitlines(), after.splitlines(), strict=True)
               if old != new]
    assert len(changed) == 6
    assert all("sha256" in line for line in changed)
    ran = run("verify", "town", "--source", "town/article.md", "--update")
    assert "5 spans hold; the text is the one cited" in ran.err
    assert ran.err.endswith("nothing to update\n")


def test_a_text_is_not_said_to_be_the_one_cited_while_words_of_it_are_gone(
    run: Any, article: Path, tmp_path: Path
) -> None:
    edit(article, "said on Friday", "told us on Friday")
    ran = run("verify", "town", "--source", "town/article.md", "--update")
    assert ran.code == 1
    assert ran.err.endswith(": written, 1 new place\n")
    assert "text: {length: 687, " in (tmp_path / DIGEST).read_text(encoding="utf-8")


@pytest.mark.parametrize("source", ["town/article.md", "gazette=town/article.md",
                                    "2024-05-04/gazette=town/article.md"])
def test_a_source_may_be_named(run: Any, article: Path, source: str) -> None:
    assert run("verify", "town", "--source", source).code == 0


def test_standard_input_is_read(run: Any, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from markdown_it import MarkdownIt

    page = "<!DOCTYPE html>" + MarkdownIt().render(article.read_text(encoding="utf-8"))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(page.encode())))
    ran = run("verify", "town", "--source", "-")
    assert "gazette in standard input: 5 spans hold; the text is the one cited" in ran.err


@pytest.mark.parametrize(("arguments", "code", "message"), [
    (("town",), 2, "against which article? --source ARTICLE; the deck cites gazette"),
    (("town", "--source", "town/artikel.md"), 2,
     "no file town/artikel.md (did you mean `article.md`?)"),
    (("town", "--source", "town"), 2, "town is a folder"),
    (("town", "--source", "town/deck.yaml"), 1,
     "town/deck.yaml is not an article that this deck cites"),
    (("town", "--source", "gazete=town/article.md"), 2, "no source `gazete` (did you mean `gazette`?)"),
    (("town", "--source", "=x"), 2, "write ID=ARTICLE"),
    (("town", "--source", "gazette="), 2, "write ID=ARTICLE"),
    (("town", "--source", "-", "--source", "gazette=-"), 2, "standard input can be read once"),
    (("town", "--source", "town/article.md", "--source", "gazette=town/deck.yaml"), 2,
     "are both taken for gazette"),
    (("town", "--source", "town/article.md", "--json", "--html", "-"), 2, "take one"),
    (("space-2023", "--source", "town/article.md"), 1, "space-2023 has no evidence to verify"),
    (("twon", "--source", "town/article.md"), 2, "no deck “twon”"),
])
def test_what_cannot_be_verified_is_told(
    run: Any, article: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    ran = run("verify", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert message in ran.err


def test_a_named_source_with_another_article_is_told_to_be_that(run: Any, article: Path) -> None:
    ran = run("verify", "town", "--source", "gazette=town/deck.yaml")
    assert ran.code == 1
    assert "it is probably not the article that gazette is" in " ".join(ran.err.split())


def test_json_tells_every_span(run: Any, article: Path) -> None:
    edit(article, "said on Friday", "told us on Friday")
    ran = run("verify", "town", "--source", "town/article.md", "--json")
    [source] = json.loads(ran.out)["sources"]
    assert (ran.code, source["source"], source["whole"]) == (1, "gazette", False)
    assert [span["outcome"] for span in source["spans"]] == ["holds", "holds", "holds", "gone", "moved"]
    gone, moved = source["spans"][3:]
    assert (gone["fact"], gone["by"], gone["found"], gone["line"]) == (
        "reserve-spent", "okoye", None, 51)
    assert moved["found"] == {"start": 517, "end": 653}


def test_the_page_is_written_or_goes_to_standard_output(
    run: Any, article: Path, tmp_path: Path
) -> None:
    ran = run("verify", "town", "--source", "town/article.md", "--html", "x.html")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.endswith("x.html: the page to read\n")
    page = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert run("verify", "town", "--source", "town/article.md", "--html", "-").out == page
    assert page.startswith("<!DOCTYPE html>\n")
