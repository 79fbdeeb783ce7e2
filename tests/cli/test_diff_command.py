"""`quizgen diff`: folders and git revisions, for people and for machines."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), "-c", "user.name=us", "-c", "user.email=us@example.org",
                    *arguments], check=True, capture_output=True)


def edit(town: Path, old: str, new: str) -> None:
    digest = next(town.glob("20*.yaml"))
    text = digest.read_text(encoding="utf-8")
    assert old in text
    digest.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def repository(town: Path) -> Path:
    """The town's deck, committed once."""
    git(town.parent, "init", "-q")
    git(town.parent, "add", "town")
    git(town.parent, "commit", "-qm", "the deck")
    return town


def add_fact(town: Path) -> None:
    edit(town, "    facts:\n", "    facts:\n      - {id: rain, kind: event, date: 2024-05-01, "
         "text: it rained, explanation: Much.}\n")


def test_two_folders_are_compared(run: Any, town: Path) -> None:
    shutil.copytree(town, town.parent / "before")
    add_fact(town)
    ran = run("diff", "before", "town")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("rain: added\n  New to learn.\n")
    assert "0.1.0 → 0.2.0 at the least" in ran.out
    assert all(len(line) <= 80 for line in ran.out.splitlines())


def test_a_revision_is_compared_with_the_deck_as_it_is(run: Any, repository: Path) -> None:
    add_fact(repository)
    ran = run("diff", "HEAD", "--deck", "town")
    assert ran.out.startswith("rain: added")
    assert run("diff", "HEAD", "town").out == ran.out
    git(repository.parent, "commit", "-qam", "rain")
    assert run("diff", "HEAD~1", "HEAD", "--deck", "town").out == ran.out
    back = run("diff", "HEAD", "HEAD~1", "--deck", "town")
    assert back.out.startswith("rain: retired\n  Gone, and its progress with it.\n")


def test_the_same_is_said_to_be_the_same(run: Any, repository: Path) -> None:
    assert run("diff", "HEAD", "town").out == "nothing changed for learners\n"


def test_a_renamed_folder_is_named_by_its_path(run: Any, repository: Path) -> None:
    (repository.parent / "village").mkdir()
    git(repository.parent, "mv", "town", "village/town")
    ran = run("diff", "HEAD", "village/town")
    assert (ran.code, ran.out) == (2, "")
    assert "HEAD:village/town has no deck.yaml; there are " in ran.err
    assert ":town" in ran.err
    assert run("diff", "HEAD:town", "village/town").out == "nothing changed for learners\n"


def test_json_has_every_change_with_its_meaning(run: Any, town: Path) -> None:
    shutil.copytree(town, town.parent / "before")
    add_fact(town)
    told = json.loads(run("diff", "before", "town", "--json").out)
    assert (told["old"], told["least_version"], told["level"]) == ("0.1.0", "0.2.0", "minor")
    (change,) = told["changes"]
    assert (change["kind"], change["fact"], change["meaning"]) == ("added", "rain", "New to learn.")


@pytest.mark.parametrize(("arguments", "message"), [
    (("HEAD~7", "town"), "“HEAD~7” is no folder, and there is no revision “HEAD~7” in "),
    (("nothing", "town"), "“nothing” is no folder, and there is no revision “nothing” in "),
    (("HEAD:nowhere", "town"), "HEAD:nowhere has no deck.yaml; there are "),
    (("--", "--output=x", "town"), "“--output=x” is no folder and no git revision"),
    ((":town", "town"), "“:town” is no folder and no git revision"),
])
def test_a_version_that_is_not_there_is_named(
    run: Any, repository: Path, arguments: tuple[str, ...], message: str
) -> None:
    ran = run("diff", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_a_deck_outside_git_is_said_to_be(run: Any, town: Path) -> None:
    ran = run("diff", "HEAD", "town")
    assert ran.code == 2
    assert "is not in a git repository: name two folders" in ran.err


def test_the_problems_of_an_old_version_are_named_by_its_revision(
    run: Any, repository: Path
) -> None:
    (repository / "entities.yaml").write_text("x: [", encoding="utf-8")
    git(repository.parent, "commit", "-qam", "broken")
    git(repository.parent, "revert", "--no-edit", "HEAD")
    ran = run("diff", "HEAD~1", "town")
    assert ran.code == 1
    assert ran.err.startswith("HEAD~1:town/entities.yaml:")


def test_a_link_in_a_revision_is_not_followed(run: Any, repository: Path) -> None:
    (repository / "secret.yaml").symlink_to("/etc/passwd")
    git(repository.parent, "add", "-A")
    git(repository.parent, "commit", "-qm", "a link")
    (repository / "secret.yaml").unlink()
    assert run("diff", "HEAD", "town").out == "nothing changed for learners\n"
