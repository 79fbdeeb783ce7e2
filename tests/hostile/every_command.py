"""A case for every command, and what is run around them: one folder with all that they read."""

from __future__ import annotations

import io
import os
import shlex
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from quizgen.bank.starter_deck import starter_files
from quizgen.cli import main

# By command: what is run, in this order; each leaves what a later one reads. A word after `|` is
# what standard input says.
CASES: dict[str, tuple[str, ...]] = {
    "init": ("init village",),
    "check": ("check town", "check town --json"),
    "release": ("release town --date 2024-05-05", "release town --date 2024-05-05 --dry-run"),
    "show": ("show town", "show town market-moved", "show town --json"),
    "play": ("play town --plain --seed 1 --count 2 | a\nb\n", "play town --plain --count 2 | a\n\n"),
    "stats": ("stats town --plain", "stats town --json", "stats town"),
    "progress": ("progress export p.json", "progress import p.json"),
    "export": ("export --list",
               *(f"export out.{name} --format {name} --deck town" for name in (
                   "apkg", "docx", "paper-html", "paper-md", "moodle-xml", "gift", "canvas", "qti21",
                   "aiken", "blackboard", "google-forms", "kahoot", "wayground", "blooket", "gimkit",
                   "quizlet", "json", "csv", "markdown", "claims", "html")),
               "export quiz.pdf --deck town --count 3 --forms 2 --key-file key.pdf"),
    "form": ("form check quiz.form.json --deck town",),
    "mark": ("mark results.csv --form quiz.form.json --csv m.csv --xlsx m.xlsx --feedback f.pdf",),
    "diff": ("diff town town --json", "diff HEAD town"),
    "stale": ("stale town --older 1",),
    "cite": ("cite town/article.md the --nth 1 --text",),
    "verify": ("verify town --source town/article.md --html e.html --update",),
    "schema": ("schema digest",),
    "import": ("import questions.gift imported", "import questions.aiken"),
    "draft": ("draft town/article.md --into drafted --date 2024-05-06",
              "draft town/article.md -o - --date 2024-05-06"),
    "edit": ("edit drafted --plain | a\nn\nq\n",),
}


def prepare(folder: Path) -> None:
    """The starter deck and results to mark, in a folder."""
    town = folder / "town"
    town.mkdir()
    for name, text in starter_files("town").items():
        path = town / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "questions.gift").write_text("::one:: Where? {=Here ~There ~Nowhere}\n", "utf-8")
    (folder / "questions.aiken").write_text("Where?\nA. Here\nB. There\nANSWER: A\n", "utf-8")
    (folder / "results.csv").write_text("Name,Form,Q1,Q2,Q3\nZoe,A,a,b,c\nBen,B,a,b,c\n", "utf-8")


def run(line: str, stdin: bytes = b"") -> int:
    """Run a line of the table in this process and folder; its exit code."""
    command, _, said = line.partition(" | ")
    source = Path(".stdin")
    source.write_bytes(stdin or said.encode())
    with source.open("rb") as file:
        os.dup2(file.fileno(), 0)
    sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False))
    return leave_code(command)


def leave_code(command: str) -> int:
    """Run a command in this process and folder; its exit code."""
    try:
        main(shlex.split(command))
    except SystemExit as leave:
        return leave.code if isinstance(leave.code, int) else 70
    return 70


def forked(work: Callable[[], int], output: Path) -> int:
    """Run `work` in a child; its exit code, or minus the signal it died of. What it says goes through a
    pipe into a file, so that a child that may write none still speaks.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        code = 70
        signal.alarm(100)  # a child that waits for what its parent alone has does not wait for ever
        try:
            for number in (1, 2):
                os.dup2(writing, number)
            sys.stdout = io.TextIOWrapper(io.FileIO(1, "w", closefd=False), "utf-8")
            sys.stderr = io.TextIOWrapper(io.FileIO(2, "w", closefd=False), "utf-8")
            code = work()
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        output.write_bytes(pipe.read())
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)
