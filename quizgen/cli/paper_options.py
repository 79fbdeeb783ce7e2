"""The options of printing, and what they ask for."""

import functools
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import click


class PaperWish(NamedTuple):
    """What was asked of the printing, as it was typed."""

    form: str | None
    forms: str | None
    points: tuple[str, ...]
    sections: bool
    title: str | None
    key_file: str | None
    no_key: bool
    answer_sheet: bool
    study_sheet: bool
    paper: str | None
    columns: str | None
    large_print: bool
    dyslexia: bool
    greyscale: bool

    @property
    def layout(self) -> dict[str, str]:
        """The options of the layout that were given, by name."""
        given: Mapping[str, str | bool | None] = {
            "paper": self.paper, "columns": self.columns, "large_print": self.large_print,
            "dyslexia": self.dyslexia, "greyscale": self.greyscale, "answer_sheet": self.answer_sheet,
            "study_sheet": self.study_sheet, "key": "none" if self.no_key or self.key_file else None,
        }
        return {name: "yes" if value is True else str(value)
                for name, value in given.items() if value}

    @property
    def asked(self) -> list[str]:
        """The options that were given for the making of forms, by their names."""
        return [f"--{name.replace('_', '-')}" for name in self._fields
                if name in ("form", "forms", "points", "sections", "title", "key_file", "no_key")
                and getattr(self, name)]


def paper_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of printing; the command gets them as one value, `wish`."""

    @functools.wraps(command)
    def run(**options: Any) -> Any:
        mine = PaperWish(*[options.pop(name) for name in PaperWish._fields])
        return command(wish=mine, **options)

    for option in reversed(_OPTIONS):
        run = option(run)
    return run


_OPTIONS = (
    click.option("--forms", metavar="N|CLASS.csv",
                 help="On paper: so many forms (A, B, …), or one for each student of a list."),
    click.option("--answer-sheet", is_flag=True, help="On paper: a sheet of bubbles for each form."),
    click.option("--study-sheet", is_flag=True, help="On paper: before it, the facts to learn."),
    click.option("--sections", is_flag=True, help="On paper: questions stand by kind."),
    click.option("--points", metavar="N|KIND=N", multiple=True,
                 help="On paper: what a question, or one of a kind, is worth; may be repeated."),
    click.option("--title", help="On paper: the title (default: the deck's)."),
    click.option("--paper", type=click.Choice(("a4", "us-letter")), help="Default: a4."),
    click.option("--columns", type=click.Choice(("1", "2")), help="Default: 1."),
    click.option("--large-print", is_flag=True, help="18 point and more, without serifs."),
    click.option("--dyslexia", is_flag=True, help="13 point without serifs, widely spaced."),
    click.option("--greyscale", is_flag=True, help="On paper: pictures without colours."),
    click.option("--no-key", is_flag=True, help="Without the key."),
    click.option("--key-file", metavar="FILE", help="The key into a file of its own."),
    click.option("--form", metavar="FILE", help="Print again what a form file holds."),
)
