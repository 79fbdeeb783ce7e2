"""The command line as a whole: help, version, unknown commands, and what is not imported."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from quizgen import __version__
from quizgen.cli import COMMANDS


@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_help_names_every_command_with_its_line(run: Any, flag: str) -> None:
    ran = run(flag)
    assert (ran.code, ran.err) == (0, "")
    for name, line in COMMANDS.items():
        assert f"  {name} " in ran.out
        assert line in ran.out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(run: Any, name: str) -> None:
    ran = run(name, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert f"quizgen {name}" in ran.out.split("Example")[1]


def test_the_version_is_the_packages(run: Any) -> None:
    ran = run("--version")
    assert (ran.code, ran.out) == (0, f"quizgen {__version__}\n")


@pytest.mark.parametrize(("word", "suggestion"), [
    ("chek", " (did you mean `check`?)"), ("exprot", " (did you mean `export`?)"), ("zzz", ""),
])
def test_an_unknown_command_leaves_with_2_and_a_suggestion(
    run: Any, word: str, suggestion: str
) -> None:
    ran = run(word)
    assert (ran.code, ran.out) == (2, "")
    assert f"no command “{word}”{suggestion}" in ran.err


def test_without_a_command_the_help_is_shown(run: Any) -> None:
    ran = run()
    assert ran.code in (0, 2)
    assert "Commands:" in ran.out + ran.err


@pytest.mark.parametrize(("arguments", "code"), [(("--version",), 0), (("chek",), 2)])
def test_the_program_is_out_at_once_with_all_that_it_owes(
    arguments: tuple[str, ...], code: int
) -> None:
    """What is registered for the end is done and written, and no object is taken apart."""
    script = ("import atexit, sys\nfrom quizgen.cli import run\natexit.register(print, 'registered')\n"
              "class Held:\n    def __del__(self):\n        print('taken apart')\nheld = Held()\nrun()")
    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True,
                          check=False)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (code, "registered")


def imported_by(*arguments: str) -> set[str]:
    """The top modules that a run of the program has imported at its end."""
    script = ("import sys\nfrom quizgen.cli import main\ntry:\n    main(sys.argv[1:])\n"
              "except SystemExit as leave:\n    assert not leave.code, leave.code\n"
              "print(*sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr)")
    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True,
                          text=True, check=True)
    return set(done.stderr.splitlines()[-1].split())


HEAVY = {"pydantic", "pydantic_core", "yaml", "rich", "typst", "genanki", "rapidfuzz", "anki",
         "jinja2", "markdown_it"}


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("export", "--help")])
def test_help_imports_nothing_heavy(arguments: tuple[str, ...]) -> None:
    assert imported_by(*arguments) & HEAVY == set()


def test_a_misspelt_command_is_answered_without_anything_heavy() -> None:
    done = subprocess.run([sys.executable, "-X", "importtime", "-m", "quizgen", "chek"],
                          capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert not [line for line in done.stderr.splitlines()
                if line.startswith("import time") and line.split("|")[-1].strip() in HEAVY]


def test_an_export_as_json_imports_no_other_format() -> None:
    assert imported_by("export", "-", "--format", "json") & {
        "rich", "typst", "genanki", "anki", "jinja2"} == set()


def test_a_standard_output_that_is_closed_is_no_traceback(
    run: Any, town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`>&-`: what only remarks is done; what was to be written there is not."""
    monkeypatch.setattr(sys, "stdout", None)
    assert run("check", "town").code == 0
    ran = run("export", "-", "--format", "csv", "--deck", "town")
    assert (ran.code, "standard output: Bad file descriptor" in ran.err) == (1, True)


@pytest.mark.parametrize("encoding", ["cp437", "latin-1"])
@pytest.mark.parametrize("line", [
    "show town market-moved", "show town", "show town --json", "stats town"])
def test_what_an_encoding_has_not_is_said_otherwise(
    run: Any, town: Path, monkeypatch: pytest.MonkeyPatch, encoding: str, line: str
) -> None:
    """A console of Windows that is piped has a code page: this was a traceback there."""
    header = town / "deck.yaml"
    header.write_text(header.read_text("utf-8").replace("of Millbrook", "of Mi’łbrook", 1), "utf-8")
    said = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(said, encoding, write_through=True))
    ran = run(*line.split())
    assert (ran.code, ran.err) == (0, "")
    text = said.getvalue().decode(encoding)
    if line == "show town":
        assert "Mi'?brook" in text
    if line == "show town --json":
        assert json.loads(text)["title"] == "The town of Mi’łbrook"
