"""`quizgen release`: a version, a history and a changelog, whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_diff_command import add_fact, edit


def files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()
            if path.is_file()}


def test_the_first_release_writes_history_and_changelog(run: Any, town: Path) -> None:
    ran = run("release", "town", "--date", "2024-05-01")
    assert ran.code == 0
    assert ran.out.startswith("## 0.1.0 (1 May 2024)\n\nThe first release: ")
    assert "town 0.1.0: wrote history.json, CHANGELOG.md in town" in ran.err
    assert json.loads(files(town)["history.json"])["releases"] == [
        {"version": "0.1.0", "time": "2024-05-01T00:00:00Z"}]
    assert files(town)["CHANGELOG.md"].endswith(ran.out.rstrip() + "\n")


def test_the_second_time_it_does_nothing(run: Any, town: Path) -> None:
    run("release", "town")
    before = files(town)
    ran = run("release", "town")
    assert (ran.code, ran.out) == (0, "")
    assert "nothing has changed since its release" in ran.err
    assert files(town) == before


def test_the_next_release_raises_the_version_and_keeps_what_was_written(
    run: Any, town: Path
) -> None:
    run("release", "town", "--date", "2024-05-01")
    with (town / "CHANGELOG.md").open("a", encoding="utf-8") as file:
        file.write("\nA word of the author.\n")
    header = files(town)["deck.yaml"]
    add_fact(town)
    ran = run("release", "town", "--date", "2024-05-02")
    assert "1 fact is new. No progress is lost." in ran.out
    after = files(town)
    assert after["deck.yaml"] == header.replace("version: 0.1.0", "version: 0.2.0")
    assert after["CHANGELOG.md"].index("## 0.2.0") < after["CHANGELOG.md"].index("## 0.1.0")
    assert "A word of the author." in after["CHANGELOG.md"]
    assert run("check", "town").code == 0


def test_a_dry_run_writes_nothing(run: Any, town: Path) -> None:
    before = files(town)
    ran = run("release", "town", "--dry-run")
    assert "would write history.json, CHANGELOG.md" in ran.err
    assert files(town) == before


def test_a_release_that_was_cut_off_is_made_again(run: Any, town: Path) -> None:
    """After each of the files that it writes: the history, the changelog, the version."""
    run("release", "town", "--date", "2024-05-01")
    before = files(town)
    add_fact(town)
    run("release", "town", "--date", "2024-05-02")
    whole = files(town)
    for missing in (("CHANGELOG.md", "deck.yaml"), ("deck.yaml",)):
        for name in missing:
            (town / name).write_text(before[name], encoding="utf-8")
        ran = run("release", "town")
        assert (ran.code, ran.err.startswith("town 0.2.0: wrote ")) == (0, True)
        assert files(town) == whole


def test_a_lost_history_is_missed(run: Any, town: Path) -> None:
    run("release", "town", "--date", "2024-05-01")
    (town / "history.json").unlink()
    before = files(town)
    for command in ("check", "release"):
        ran = run(command, "town")
        assert ran.code == 1
        assert "history.json: is missing, though CHANGELOG.md tells of releases" in ran.out + ran.err
    assert files(town) == before


def test_a_date_to_come_is_refused(run: Any, town: Path) -> None:
    for day in ("9999-12-31", "2900-01-01"):
        ran = run("release", "town", "--date", day)
        assert (ran.code, ran.out) == (2, "")
        assert f"{day} lies in the future" in ran.err


def test_other_data_of_a_fact_is_no_wording(run: Any, town: Path) -> None:
    """What is not asked may still turn a fact into its opposite."""
    run("release", "town", "--date", "2024-05-01")
    edit(town, "date: 2024-05-02", "date: 2024-05-03")
    ran = run("release", "town", "--version", "0.1.1")
    assert ran.code == 1
    assert "these changes are major ones" in ran.err


@pytest.mark.parametrize(("arguments", "code", "message"), [
    (("--version", "0.1.1"), 1, "0.1.1 is too small: these changes are minor ones and need 0.2.0"),
    (("--version", "two"), 2, "'two' is no version; write three numbers: 1.2.0"),
    (("--date", "2024-04-30"), 1, "is not after that of the last release, 0.1.0"),
    (("--date", "yesterday"), 2, "does not match the formats"),
    (("--same", "rain.when"), 2, "no fact or item rain.when in town"),
])
def test_a_wrong_wish_is_refused(
    run: Any, town: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    run("release", "town", "--date", "2024-05-01")
    add_fact(town)
    before = files(town)
    ran = run("release", "town", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert message in ran.err
    assert files(town) == before


def test_a_bank_with_problems_is_refused(run: Any, broken: Path) -> None:
    ran = run("release", "town")
    assert (ran.code, ran.out) == (1, "")
    assert "unknown entity" in ran.err
    assert not (broken / "history.json").exists()


def test_a_history_that_was_edited_by_hand_is_refused(run: Any, town: Path) -> None:
    run("release", "town")
    path = town / "history.json"
    path.write_text(path.read_text(encoding="utf-8").replace("reported", "claimed", 1),
                    encoding="utf-8")
    for command in ("release", "check"):
        ran = run(command, "town")
        assert ran.code == 1
        assert "history.json: was edited by hand" in ran.out + ran.err


def test_a_retired_id_that_comes_back_as_something_else_is_refused(run: Any, town: Path) -> None:
    rain = "      - {id: rain, kind: event, date: 2024-05-01, text: it rained, explanation: Much.}\n"
    add_fact(town)
    run("release", "town", "--date", "2024-05-01")
    edit(town, rain, "")
    assert "## 1.0.0" in run("release", "town", "--date", "2024-05-02").out
    edit(town, "    facts:\n", f"    facts:\n{rain.replace('it rained', 'it snowed')}")
    for command in ("check", "release"):
        ran = run(command, "town")
        assert ran.code == 1
        assert "the id `rain` was retired in 1.0.0" in ran.out + ran.err
    edit(town, "it snowed", "it rained")
    assert "1 fact is new" in run("release", "town", "--date", "2024-05-03").out


def test_text_of_a_bank_is_text_in_the_changelog(run: Any, town: Path) -> None:
    header = town / "deck.yaml"
    header.write_text(header.read_text(encoding="utf-8").replace("title: ", "title: <script> ", 1),
                      encoding="utf-8")
    run("release", "town", "--date", "2024-05-01")
    assert files(town)["CHANGELOG.md"].startswith("# Changelog: \\<script\\> ")
    edit(town, "    facts:\n", "    facts:\n      - {id: odd, kind: event, date: 2024-05-01, text: "
         "'*snow* fell on [x](javascript:y) street', explanation: Much.}\n")
    ran = run("release", "town", "--date", "2024-05-02")
    assert "\\*snow\\* fell on x(javascript:y) street" in ran.out


def test_a_deck_with_open_points_is_not_released(run: Any, town: Path) -> None:
    digest = town / "2024-05-04.yaml"
    text = digest.read_text()
    digest.write_text(text.replace("        body:", "        # open: which body?\n        body:"))
    ran = run("release", "town")
    assert ran.code == 1
    assert "fact library-vote, body: open: which body? [open-point]" in ran.err
    assert not (town / "history.json").exists()
    digest.write_text(text)
    assert run("release", "town").code == 0
