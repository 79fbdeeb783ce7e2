"""`quizgen draft`: an article becomes a new deck, a digest, or a part of a deck that exists."""

from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from quizgen.bank.open_points import deck_open_points
from quizgen.bank.read import load_folder
from quizgen.drafting.build import Given, build
from tests.drafting.score import ARTICLES

WAR = ARTICLES / "border-war.txt"
NEXT = """What the council of Millbrook did today

Mayor Rosa Hale met county leader Ingrid Norr in Elmsworth on Friday for talks on a bridge.

Hale denied any delay. Daniel Okoye said the bill was “no surprise at all.”
"""


def test_an_article_becomes_a_deck_that_is_read_and_verified(run: Any, tmp_path: Path) -> None:
    ran = run("draft", str(WAR))
    assert ran.code == 0
    assert "border-war/2024-03-14.yaml" in ran.out
    assert "7 developments" in ran.err
    points = len(deck_open_points(tmp_path / "border-war"))
    assert f"{points} open points" in ran.err, "as many as `edit` walks through"
    deck = load_folder(tmp_path / "border-war")
    kinds = {fact.kind for fact in deck.facts.values()}
    assert {"meeting", "control", "damage", "aid", "statement", "characterisation"} <= kinds
    assert run("verify", "border-war", "--source", str(WAR)).code == 0
    assert "Traceback" not in run("check", "border-war").err


def test_what_is_open_stands_above_the_key_it_concerns(run: Any, tmp_path: Path) -> None:
    run("draft", str(WAR))
    lines = (tmp_path / "border-war" / "2024-03-14.yaml").read_text(encoding="utf-8").splitlines()
    opened = [n for n, line in enumerate(lines) if "# open: " in line]
    assert len(opened) > 10
    for number in opened:
        indent = len(lines[number]) - len(lines[number].lstrip())
        after = lines[number + 1]
        assert len(after) - len(after.lstrip()) == indent
        assert ":" in after and not after.lstrip().startswith("#")


def test_a_folder_that_has_something_is_left_alone(run: Any, tmp_path: Path) -> None:
    (tmp_path / "border-war").mkdir()
    (tmp_path / "border-war" / "mine.txt").write_text("mine", encoding="utf-8")
    ran = run("draft", str(WAR))
    assert (ran.code, [p.name for p in (tmp_path / "border-war").iterdir()]) == (2, ["mine.txt"])
    assert "--into" in ran.err and "--merge" in ran.err


def test_a_digest_alone_goes_to_standard_output(
    run: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    data = WAR.read_bytes().replace(b"March 14, 2024", b"")
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    ran = run("draft", "-", "--date", "2024-03-15", "--publisher", "The Post", "-o", "-")
    assert ran.code == 0 and ran.out.startswith("date: 2024-03-15\n")
    assert "publisher: The Post" in ran.out and "# New entities, for entities.yaml:\n" in ran.out
    assert "# kovan: {name: Mira Kovan" in ran.out
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "data, told",
    [
        (b"", "no words"),
        (b"%PDF-1.4", "a PDF"),
        (b"\0\1\2", "no text"),
        (b"\xff\xfehalf", "words"),
        (b"Only a few words here.", "is no article"),
        (b"word " * 30, "is no article"),
        (NEXT.encode(), "--date 2023-09-15"),
        (b"word. " * 60_000, "more than an article has"),
    ],
)
def test_what_cannot_be_drafted_is_said(run: Any, tmp_path: Path, data: bytes, told: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    ran = run("draft", "a.txt")
    assert ran.code == 1 and told in ran.err
    assert not (tmp_path / "a").exists()


def merge(run: Any, tmp_path: Path, text: str, date: str, deck: str = "town") -> Any:
    (tmp_path / "next.txt").write_text(text, encoding="utf-8")
    return run("draft", "next.txt", "--date", date, "--merge", deck)


def test_merging_adds_and_leaves_every_byte_alone(run: Any, town: Path, tmp_path: Path) -> None:
    before = {p.name: p.read_bytes() for p in town.iterdir()}
    ran = merge(run, tmp_path, NEXT, "2024-05-10")
    assert ran.code == 0, ran.err
    entities = (town / "entities.yaml").read_bytes()
    assert entities.startswith(before["entities.yaml"]) and b"norr: {name: Ingrid Norr" in entities
    assert b"Rosa Hale" not in entities.removeprefix(before["entities.yaml"])
    assert all(
        (town / name).read_bytes() == data for name, data in before.items() if name != "entities.yaml"
    )
    deck = load_folder(town)
    assert deck.facts["hale-norr-meeting"].references()["host"] == "hale"
    assert len({*deck.facts}) == len(list(deck.facts))
    again = merge(run, tmp_path, NEXT, "2024-05-10")
    assert again.code == 0 and "already" in again.err
    assert (town / "entities.yaml").read_bytes() == entities


def test_a_live_page_read_again_adds_only_what_is_new(run: Any, town: Path, tmp_path: Path) -> None:
    assert merge(run, tmp_path, NEXT, "2024-05-10").code == 0
    before = load_folder(town)
    longer = NEXT + "\nOkoye visited the city of Kestrel on Friday.\n"
    ran = merge(run, tmp_path, longer, "2024-05-10")
    assert ran.code == 0, ran.err
    after = load_folder(town)
    assert [after.facts[f].kind for f in after.facts if f not in before.facts] == ["visit"]
    assert after.entities.keys() - before.entities.keys() == {"kestrel"}
    assert "the deck tells the rest of it in" in (town / "2024-05-10.yaml").read_text(encoding="utf-8")
    again = merge(run, tmp_path, longer.replace("today", "on Friday"), "2024-05-10")
    assert again.code == 0 and "already" in again.err


def test_a_second_article_of_a_day_joins_its_digest(run: Any, town: Path, tmp_path: Path) -> None:
    path = town / "2024-05-04.yaml"
    before = path.read_text(encoding="utf-8").splitlines()
    ran = merge(run, tmp_path, NEXT, "2024-05-04")
    assert ran.code == 0, ran.err
    after = iter(path.read_text(encoding="utf-8").splitlines())
    assert all(line in after for line in before), "an author's line is gone, or has moved"
    deck = load_folder(town)
    (digest,) = deck.digests
    assert [source.id for source in digest.sources] == ["gazette", "source"]
    assert deck.facts["hale-norr-meeting"].source == "source"
    assert "already" in merge(run, tmp_path, NEXT, "2024-05-04").err


def test_windows_line_ends_and_a_missing_last_one_are_kept(
    run: Any, town: Path, tmp_path: Path
) -> None:
    path = town / "entities.yaml"
    data = path.read_bytes().rstrip(b"\n").replace(b"\n", b"\r\n")
    path.write_bytes(data)
    assert merge(run, tmp_path, NEXT, "2024-05-10").code == 0
    after = path.read_bytes()
    assert after.startswith(data) and after.count(b"\n") == after.count(b"\r\n")


def test_ids_never_collide_and_an_ambiguous_name_is_open(run: Any, town: Path, tmp_path: Path) -> None:
    with (town / "entities.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "norr: {name: Norr Bridge, type: CivicStructure}\n"
            "hale-2: {name: Owen Hale, type: Person, surname: Hale}\n"
        )
    text = NEXT.replace("Mayor Rosa Hale met", "Hale met")
    assert merge(run, tmp_path, text, "2024-05-10").code == 0
    digest = (town / "2024-05-10.yaml").read_text(encoding="utf-8")
    assert "# open: “Hale” may be another: hale-2\n        host: hale\n" in digest
    assert "guest: norr-2" in digest


def test_a_broken_deck_is_not_touched(run: Any, broken: Path, tmp_path: Path) -> None:
    before = {p.name: p.read_bytes() for p in broken.iterdir()}
    ran = merge(run, tmp_path, NEXT, "2024-05-10")
    assert ran.code == 1 and "counsel" in ran.err
    assert {p.name: p.read_bytes() for p in broken.iterdir()} == before


def test_the_same_article_gives_the_same_files(run: Any, tmp_path: Path) -> None:
    run("draft", str(WAR), "--into", "one")
    run("draft", str(WAR), "--into", "two")
    files = [
        {
            p.name: p.read_text(encoding="utf-8").replace("id: two", "id: one")
            for p in (tmp_path / name).glob("*.yaml")
        }
        for name in ("one", "two")
    ]
    assert files[0] == files[1]


def test_text_markdown_and_a_page_give_the_same_facts() -> None:
    text = (
        "Two talks and a vote\n\n3 May 2024\n\n- Talks: Peru met Chad in Rome on Friday.\n"
        "- Votes: Norway pledged 40 million euros in medical aid to Chad on Thursday.\n\n"
        "A long line of words ends this, so that it is an article at all, as most are in the world."
    )
    page = (
        "<html><head><title>x</title></head><body><main><h1>Two talks and a vote</h1>"
        "<p>3 May 2024</p><ul><li>"
        "<b>Talks:</b> Peru met Chad in Rome on Friday.</li><li><b>Votes:</b> Norway "
        "pledged 40 million euros "
        "in medical aid to Chad on Thursday.</li></ul><p>A long line of words ends "
        "this, so that it is an "
        "article at all, as most are in the world.</p></main></body></html>"
    )
    marked = text.replace("Two talks", "# Two talks").replace("- Talks:", "- **Talks:**")
    drafts = [
        build(words.encode(), f"a.{kind}", Given())
        for words, kind in ((text, "txt"), (page, "html"), (marked, "md"))
    ]
    facts = [[(f.kind, str(f.date)) for d in b.draft.developments for f in d.facts] for b in drafts]
    assert facts[0] == facts[1] == facts[2] == [("meeting", "2024-05-03"), ("aid", "2024-05-02")]


def test_without_a_name_a_deck_takes_names_later(run: Any, tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text("it was all so quiet. " * 10, "utf-8")
    assert run("draft", "plain.txt", "--date", "2024-05-09").code == 0
    assert load_folder(tmp_path / "plain").entities == {}
    assert merge(run, tmp_path, NEXT, "2024-05-10", "plain").code == 0
    assert "hale" in load_folder(tmp_path / "plain").entities


def test_a_file_of_the_authors_own_is_not_written_over(run: Any, tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("mine", encoding="utf-8")
    ran = run("draft", str(WAR), "-o", "own.yaml")
    assert (ran.code, (tmp_path / "own.yaml").read_text("utf-8")) == (2, "mine")
