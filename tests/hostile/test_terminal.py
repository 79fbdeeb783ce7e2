"""Files that others wrote reach the terminal in words: nothing in them steers it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.items.form_file import seal_of
from quizgen.play.records import Flag, Progress, Seen
from quizgen.play.transfer import progress_text
from quizgen.problem import plain
from tests.cli.conftest import Run, run, town  # noqa: F401
from tests.hostile.corpus import STEERING
from tests.hostile.targets import REVIEW, TIME

BAD = "".join(STEERING[name] for name in ("escape", "osc-52", "osc-8", "c1-csi", "override", "isolate"))
ITEM = f"library-vote.{BAD}"


def results(folder: Path) -> None:
    (folder / "r.csv").write_text(
        f"Name,Form,Q1,Q2,Q{BAD}\nZoe{BAD},A,{BAD},b,c\nBen,{BAD},a,b,c\n{BAD},A,a\n", "utf-8")


def students(folder: Path) -> None:
    (folder / "class.csv").write_text(f"Name,Number\nZoe{BAD},1\n{BAD},{BAD}\n", "utf-8")


def article(folder: Path) -> None:
    (folder / "a.txt").write_text(f"{BAD} the weekly market has moved {BAD} to the square", "utf-8")


def form(folder: Path) -> None:
    """A stranger can seal what they changed."""
    data = json.loads((folder / "quiz.print.form.json").read_bytes())
    del data["seal"]
    data["title"] = BAD
    (folder / "bad.form.json").write_text(json.dumps(data | {"seal": seal_of(data)}), "utf-8")


def progress(folder: Path) -> None:
    review = REVIEW._replace(item=ITEM, fact=BAD, given=BAD, choice=BAD, id=BAD)
    text = progress_text(Progress((review,), (), (Flag("town", ITEM, TIME, BAD, True),),
                                  (Seen("town", BAD, TIME),)))
    (folder / "p.json").write_text(text, "utf-8", "surrogatepass")


def deck(folder: Path) -> None:
    key = json.dumps(BAD)
    with (folder / "town" / "deck.yaml").open("a", encoding="utf-8") as file:
        file.write(f"{key}: x\n")
    (folder / "town" / f"{BAD.replace('/', '')}.yaml").write_text("x: [\n", "utf-8")
    (folder / "town" / "history.json").write_text(f'{{"{BAD}": 1}}', "utf-8")


def nothing(folder: Path) -> None:
    """Names that are given on the command line, too."""


LINES: list[tuple[Callable[[Path], None], tuple[str, ...], int]] = [
    (results, ("mark", "r.csv", "--form", "quiz.print.form.json", "--csv", "m.csv"), 1),
    (students, ("export", "x.print.md", "--deck", "town", "--forms", "class.csv"), 1),
    (article, ("cite", "a.txt", "weekly market", "--list"), 0),
    (article, ("cite", "a.txt", "weekly markets"), 1),
    (article, ("verify", "town", "--source", "a.txt"), 1),
    (form, ("form", "check", "bad.form.json", "--deck", "town"), 1),
    (form, ("export", "x.print.md", "--form", "bad.form.json"), 1),
    (progress, ("progress", "import", "p.json"), 0), (progress, ("stats", "town", "--plain"), 0),
    (progress, ("stats", "town"), 0), (progress, ("stats", "town", "--flagged"), 0),
    (progress, ("play", "town", "--plain", "--count", "1"), 0),
    (deck, ("check", "town"), 1), (deck, ("show", "town"), 1), (deck, ("release", "town"), 1),
    (nothing, ("show", BAD), 2), (nothing, ("check", f"{BAD}/x"), 2),
    (nothing, ("progress", "import", BAD), 2),
]


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize(("make", "line", "code"), LINES, ids=[
    f"{make.__name__}-{number}" for number, (make, _, _) in enumerate(LINES)])
def test_what_a_file_smuggles_is_written_out_or_replaced(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None],  # noqa: F811
    line: tuple[str, ...], code: int,
) -> None:
    monkeypatch.setenv("QUIZGEN_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("sys.stdin", None)
    if make in (results, form):
        run("export", "quiz.print.md", "--deck", "town", "--count", "3")
    make(tmp_path)
    if make is progress and line[0] != "progress":
        assert run("progress", "import", "p.json").code == 0
    done = run(*line)
    assert [part for part in (done.out, done.err) if plain(part) != part] == []
    assert done.code == code, done
