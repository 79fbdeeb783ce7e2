"""A repository is a stranger's as well: asking for a revision of it runs none of its programs."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from quizgen.releases import revision
from tests.cli.conftest import Run, run, town  # noqa: F401

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="there is no git")


def git(folder: Path, *arguments: str) -> str:
    """What git says."""
    done = subprocess.run(
        ["git", "-C", str(folder), "-c", "user.name=us", "-c", "user.email=us@example.org", *arguments],
        check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def committed(town: Path) -> Path:  # noqa: F811
    """The town's deck in a repository of its own."""
    git(town, "init", "-q")
    git(town, "add", ".")
    git(town, "commit", "-qm", "the deck")
    return town


def test_a_clone_that_lacks_files_brings_none_by_a_program_of_its_own(
    run: Run, committed: Path, tmp_path: Path,  # noqa: F811
) -> None:
    """Its configuration names what fetches them; that once ran whatever stood there."""
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    program.chmod(0o755)
    digest = git(committed, "rev-parse", "HEAD:2024-05-04.yaml")
    (committed / ".git" / "objects" / digest[:2] / digest[2:]).unlink()
    for name, value in (("core.repositoryFormatVersion", "1"), ("extensions.partialClone", "origin"),
                        ("remote.origin.promisor", "true"), ("protocol.ext.allow", "always"),
                        ("remote.origin.url", f"ext::{program}")):
        git(committed, "config", name, value)
    done = run("diff", "HEAD", "--deck", "town")
    assert not (tmp_path / "ran").exists()
    assert (done.code, "fetch" in done.err) == (1, True), done


def test_of_a_large_repository_only_the_deck_is_read(
    run: Run, committed: Path, monkeypatch: pytest.MonkeyPatch,  # noqa: F811
) -> None:
    """For each file of it git was once started anew; and a name could lead out of a folder."""
    (committed / "notes").mkdir()
    for number in range(50):
        (committed / "notes" / f"{number}.yaml").write_text("a: b\n")
    (committed / "..\\x.yaml").write_text("a: b\n")
    git(committed, "add", ".")
    git(committed, "commit", "-qm", "more")
    (committed / "..\\x.yaml").unlink()
    started = []
    ask = revision._git

    def count(*arguments: str, **said: bytes) -> bytes:
        started.append(arguments)
        return ask(*arguments, **said)  # type: ignore[arg-type]

    monkeypatch.setattr(revision, "_git", count)
    done = run("diff", "HEAD", "town")
    assert (done.code, done.out) == (0, "nothing changed for learners\n"), done
    assert len(started) < 10


def test_what_is_read_at_once_is_bounded(
    run: Run, committed: Path, monkeypatch: pytest.MonkeyPatch,  # noqa: F811
) -> None:
    monkeypatch.setattr(revision, "AT_ONCE", 10)
    assert run("diff", "HEAD", "town").out == "nothing changed for learners\n"
    assert committed.is_dir()
