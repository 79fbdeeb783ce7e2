"""What `export` does for paper: forms of a quiz, their form file, the key apart, printing again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli.paper_options import PaperWish
from quizgen.cli.read_file import read_bytes
from quizgen.cli.write_file import expect_suffix, write_output, write_whole
from quizgen.problem import UsageError

if TYPE_CHECKING:
    from quizgen.formats import Printing
    from quizgen.formats.table import Format
    from quizgen.items.forms import Forms, Student
    from quizgen.items.library import Library
    from quizgen.items.quiz import Quiz

LONGEST_TITLE = 200


def print_quiz(
    row: Format, out: str, quiz: Quiz, wish: PaperWish, library: Library, folder: Path
) -> None:
    """Print a quiz in the forms that were asked for, with its form file beside it."""
    from quizgen.items.forms import make_forms, read_pictures, set_points

    title = quiz.title if wish.title is None else wish.title.strip()
    if not title.isprintable() or not 0 < len(title) <= LONGEST_TITLE:
        raise UsageError(f"--title: one line of up to {LONGEST_TITLE} characters")
    titles = library.titles({posed.item.development for posed in quiz.questions})
    count, students = read_wish(wish.forms)
    forms = make_forms(
        quiz._replace(title=title), count, students=students, sections=wish.sections,
        points=set_points(quiz, wish.points), language=library.language,
        developments={posed.item.development: titles.get(posed.item.development, "")
                      for posed in quiz.questions},
        pictures=read_pictures(quiz, folder))
    forms = forms._replace(layout=wish.layout)
    printing = _begin(row, out, forms, wish)
    kept = _kept(forms)  # while it is printed
    notes = [*_write(printing), *_idle_points(quiz, wish.points)]
    if out != "-":
        notes += _keep(form_file_beside(out), *kept)
        _tell(out, forms, _key_told(wish)
              + f", {Path(form_file_beside(out)).name} to mark it or print it again")
    for note in notes:
        click.echo(f"  {note}", err=True)


def print_again(row: Format, out: str, wish: PaperWish) -> None:
    """Print what a form file holds, to the byte unless another layout is asked for."""
    from quizgen.items.read_form_file import MAX_BYTES, read_forms

    others = [name for name in wish.asked if name not in ("--form", "--key-file", "--no-key")]
    if others:
        raise UsageError(f"{others[0]} makes forms; --form prints those that were made")
    path = wish.form or ""
    forms = read_forms(read_bytes(path, MAX_BYTES), path)
    notes = _write(_begin(row, out, forms, wish))
    if out != "-":
        _tell(out, forms, _key_told(wish))
    for note in notes:
        click.echo(f"  {note}", err=True)


def _idle_points(quiz: Quiz, wishes: Sequence[str]) -> list[str]:
    """A remark for each wish of points for a kind that is not asked."""
    kinds = {posed.item.kind for posed in quiz.questions}
    return [f"--points {wish}: the quiz has no such question" for wish in wishes
            if (kind := wish.rpartition("=")[0]) and kind not in kinds]


def _key_told(wish: PaperWish) -> str:
    return f", its key in {wish.key_file}" if wish.key_file else ""


def keep_forms(out: str, quiz: Quiz, language: str) -> list[str]:
    """Write the form file of a quiz on a page, by which its results are marked; what is to be told."""
    from quizgen.items.forms import make_forms

    path = form_file_beside(out)
    told = _keep(path, *_kept(make_forms(quiz, language=language)))
    return [f"{Path(path).name} marks the results that are handed in: quizgen mark", *told]


def _kept(forms: Forms) -> tuple[bytes, bytes]:
    """The code of the quiz, and the form file."""
    from quizgen.items.form_file import form_values, text_of

    values = form_values(forms)
    return values["code"].encode(), text_of(values).encode()


def _keep(path: str, code: bytes, data: bytes) -> list[str]:
    """Write the form file; a remark where that takes the place of another quiz's."""
    old = Path(path).read_bytes() if Path(path).is_file() else code
    write_whole(path, data)
    return [] if code in old else [
        f"{path} held other forms before: sheets printed from those are not marked with it"]


def form_file_beside(out: str) -> str:
    """The form file's path for an output's: quiz.pdf has quiz.form.json."""
    from quizgen.items.form_file import SUFFIX

    return str(Path(out).with_suffix(SUFFIX))


def read_wish(forms: str | None) -> tuple[int, tuple[Student, ...]]:
    """How many forms, or for whom: `3`, or a list of students."""
    if forms is None or forms.isdecimal():
        return int(forms or 1), ()
    from quizgen.items.class_list import read_class
    from quizgen.items.table import MAX_BYTES

    if not Path(forms).is_file():
        what = "is a folder" if Path(forms).is_dir() else "is no file"
        raise UsageError(f"--forms {forms} {what}: give a number from 1 to 26, or a list of students")
    return 0, read_class(read_bytes(forms, MAX_BYTES), forms)


def _begin(row: Format, out: str, forms: Forms, wish: PaperWish) -> list[tuple[str, Printing]]:
    """Begin to print each file: the sheets, and the key where it has a file of its own."""
    from quizgen.formats import begin_to_print
    from quizgen.formats.table import check_options

    if wish.key_file and wish.no_key:
        raise UsageError("--no-key prints no key and --key-file a key of its own: leave one out")
    if wish.key_file and Path(wish.key_file) in (Path(out), Path(form_file_beside(out))):
        raise UsageError(f"--key-file {wish.key_file}: the key needs a name of its own")
    expect_suffix("--key-file", wish.key_file, row.suffix)
    layout = {**forms.layout, **wish.layout}
    check_options(row, layout)
    asked = [(out, layout)]
    if wish.key_file:
        asked.append((wish.key_file, layout | {"key": "only"}))
    return [(path, begin_to_print(row.name, forms, options)) for path, options in asked]


def _write(begun: list[tuple[str, Printing]]) -> list[str]:
    """Write all files once all are made, the sheets last; what is to be remarked of these."""
    made = [(path, *printing()) for path, printing in begun]
    for path, data, _ in reversed(made):
        write_output(path, data)
    return made[0][2]


def _tell(out: str, forms: Forms, more: str) -> None:
    count = len(forms.quizzes)
    named = (f"form {forms.first.form}" if count == 1 else f"{count} personal forms" if forms.personal
             else f"forms {forms.first.form} to {forms.quizzes[-1].form}")
    asked = f"{len(forms.items)} question{'s' * (len(forms.items) > 1)}"
    click.echo(f"{out}: {asked}, {named}, seed {forms.first.seed}{more}", err=True)
