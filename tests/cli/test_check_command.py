"""`quizgen check`: faults to standard output, the count of them to standard error."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest


def test_a_deck_without_a_fault_says_so_and_leaves_with_0(run: Any, town: Path) -> None:
    ran = run("check", "town")
    assert (ran.code, ran.out) == (0, "")
    assert "4 facts, " in ran.err
    assert ran.err.endswith(": no problem found\n")


def test_the_default_deck_is_checked_without_a_name(run: Any) -> None:
    ran = run("check")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("ukraine-war: ")


def test_a_fault_is_printed_as_path_line_message_and_leaves_with_1(run: Any, broken: Path) -> None:
    ran = run("check", "town")
    assert ran.code == 1
    [line] = ran.out.splitlines()
    assert line.startswith("town/2024-05-04.yaml:")
    assert line.endswith("library-vote: `body` names the unknown entity `counsel` (did you mean "
                         "`council`?) [unknown-entity]")
    number = int(line.split(":")[1])
    text = (broken / "2024-05-04.yaml").read_text(encoding="utf-8").splitlines()
    assert "body: counsel" in text[number - 1] or "id: library-vote" in text[number - 1]
    assert "1 error, 0 warnings" in ran.err


def test_a_warning_leaves_with_0_and_with_strict_with_1(run: Any, town: Path) -> None:
    header = town / "deck.yaml"
    header.write_text(header.read_text().replace("language: en", "language: fr"))
    ran = run("check", "town")
    assert ran.code == 0
    assert ran.out.startswith("town/deck.yaml:3: warning: the language is fr")
    assert "0 errors, 1 warning" in ran.err
    assert run("check", "town", "--strict").code == 1


@pytest.mark.parametrize("fixture", ["town", "broken"])
def test_json_is_all_of_standard_output(
    run: Any, fixture: str, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue(fixture)
    ran = run("check", "town", "--json")
    problems = json.loads(ran.out)["problems"]
    assert [(p["rule"], p["level"], p["path"]) for p in problems] == (
        [] if fixture == "town" else [("unknown-entity", "error", "town/2024-05-04.yaml")])
    assert (ran.code, ran.err) == (1 if problems else 0, "")


def test_a_deck_that_does_not_exist_leaves_with_2_and_names_those_that_do(run: Any) -> None:
    ran = run("check", "ukrane-war")
    assert (ran.code, ran.out) == (2, "")
    assert "no deck “ukrane-war”" in ran.err
    assert "space-2023, ukraine-war" in ran.err


def test_a_folder_that_is_no_deck_leaves_with_1(run: Any, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ran = run("check", "empty")
    assert (ran.code, ran.out) == (1, "empty: is no deck: it has no deck.yaml; `quizgen init` makes "
                                      "a new one [deck-missing]\n")


def test_two_decks_are_one_too_many(run: Any, town: Path) -> None:
    ran = run("check", "town", "--deck", "space-2023")
    assert (ran.code, ran.out) == (2, "")
    assert "name one" in ran.err
    assert run("check", "--deck", "town").code == 0


def test_a_deck_is_checked_as_of_a_day(run: Any) -> None:
    ran = run("check", "ukraine-war", "--as-of", "2023-09-15", "--strict")
    assert (ran.code, ran.out) == (0, "")


def test_what_is_empty_below_its_open_point_is_told_once(run: Any, town: Path) -> None:
    file = town / "2024-05-04.yaml"
    file.write_text(file.read_text().replace("        body: council", "        # open: who voted?\n"
                                             "        body:", 1))
    header = town / "deck.yaml"
    header.write_text(re.sub("(?m)^licence:.*$", "# open: which licence?\n\nlicence:",
                             header.read_text()))
    ran = run("check", "town")
    assert ran.code == 1
    told = [line for line in ran.out.splitlines() if "licence" in line or "body" in line]
    assert [re.sub(r":\d+:", ":", line) for line in told] == [
        "town/2024-05-04.yaml: fact library-vote, body: open: who voted? [open-point]",
        "town/deck.yaml: warning: licence: open: which licence? [open-point]",
        "town/deck.yaml: `licence` is empty [empty]"], "the last two stand apart"


def test_open_points_are_warnings_in_the_order_of_the_files(run: Any, town: Path) -> None:
    for name, before in (("entities.yaml", "hale:"), ("2024-05-04.yaml", "        body: council")):
        file = town / name
        indent = before[: len(before) - len(before.lstrip())]
        file.write_text(file.read_text().replace(before, f"{indent}# open: a guess\n{before}", 1))
    ran = run("check", "town")
    assert ran.code == 0
    first, second = ran.out.splitlines()
    assert first == ("town/2024-05-04.yaml:20: warning: fact library-vote, body: open: a guess "
                     "[open-point]")
    assert second.endswith("warning: entity hale: open: a guess [open-point]")
    assert run("check", "town", "--strict").code == 1
    assert run("export", "items.json", "--deck", "town").code == 0


def test_several_decks_and_files_of_them_are_checked_once_each(run: Any, broken: Path) -> None:
    ran = run("check", "town/deck.yaml", "space-2023", "town/entities.yaml")
    assert ran.code == 1
    assert [line.split(":")[0] for line in ran.err.splitlines()] == ["town", "space-2023"]
    assert len(ran.out.splitlines()) == 1
    (broken.parent / "stray.yaml").write_text("a: 1\n")
    ran = run("check", "stray.yaml")
    assert (ran.code, ran.err) == (2, "quizgen: stray.yaml is in no deck's folder\n")
def test_a_deck_that_is_as_it_was_is_not_checked_again(
    run: Any, broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run("check", "town")
    with monkeypatch.context() as patch:
        patch.setattr("quizgen.cli.check._check", lambda *_: pytest.fail("checked again"))
        assert run("check", "town") == first
    (broken / "history.json").write_text("{}", encoding="utf-8")
    assert "history.json" in run("check", "town").out
    (broken / "history.json").unlink()
    digest = broken / "2024-05-04.yaml"
    mended = digest.read_text(encoding="utf-8").replace("counsel", "council")
    digest.write_text(mended, encoding="utf-8")
    assert run("check", "town").code == 0


@pytest.mark.parametrize("spoilt", [
    b"", b"no number\n[]", b"0\n[]", None, b"3632233996\n{}",
])
def test_what_was_kept_of_a_check_and_is_not_whole_is_not_believed(
    run: Any, broken: Path, spoilt: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZGEN_CACHE", str(broken.parent / "cache"))
    first = run("check", "town")
    [kept] = (broken.parent / "cache").glob("town-*.checked")
    data = kept.read_bytes()
    kept.write_bytes(data.replace(b"unknown", b"\\u001b[2Jn") if spoilt is None else spoilt)
    assert run("check", "town") == first
    assert kept.read_bytes() == data


@pytest.mark.parametrize("stopped", ["read_deck", "make_items", "lint_deck"])
def test_a_check_that_is_stopped_leaves_with_130_and_keeps_nothing(
    run: Any, town: Path, monkeypatch: pytest.MonkeyPatch, stopped: str
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    home = {"read_deck": "bank.read", "make_items": "items.make", "lint_deck": "items.lint"}[stopped]
    monkeypatch.setenv("QUIZGEN_CACHE", str(town.parent / "cache"))
    monkeypatch.setattr(f"quizgen.{home}.{stopped}", stop)
    assert run("check", "town").code == 130
    assert not list(town.parent.glob("cache/*"))
