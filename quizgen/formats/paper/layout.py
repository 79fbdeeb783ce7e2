"""How a quiz is laid out on paper: the options of printing, read from text."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from quizgen.problem import UsageError

PAPERS = ("a4", "us-letter")
KEYS = ("with", "none", "only")
# The options of printing and what each may be; a form file keeps them.
CHOICES: Mapping[str, tuple[str, ...]] = {
    "paper": PAPERS, "columns": ("1", "2"), "key": KEYS, "large_print": ("yes", "no"),
    "dyslexia": ("yes", "no"), "greyscale": ("yes", "no"), "answer_sheet": ("yes", "no"),
    "study_sheet": ("yes", "no"),
}
OPTIONS = tuple(CHOICES)


class Layout(NamedTuple):
    """The paper and how it is filled; `key` says whether the key is there, left out, or alone.

    All but pictures is black on white anyhow; `greyscale` takes their colours from them.
    """

    paper: str = "a4"
    columns: int = 1
    key: Literal["with", "none", "only"] = "with"
    large_print: bool = False
    dyslexia: bool = False
    greyscale: bool = False
    answer_sheet: bool = False
    study_sheet: bool = False

    @classmethod
    def parse(cls, options: Mapping[str, str]) -> "Layout":
        """The layout of options by name; UsageError where one does not exist or does not fit."""
        for name, value in options.items():
            if name not in CHOICES:
                raise UsageError(f"paper has no option “{name}”; there are {', '.join(OPTIONS)}")
            if value not in CHOICES[name]:
                raise UsageError(f"no {name.replace('_', ' ')} “{value}”; there are "
                                 f"{', '.join(CHOICES[name])}")
        chosen: dict[str, Any] = {
            name: value == "yes" if CHOICES[name] == ("yes", "no") else value
            for name, value in options.items()
        }
        layout = cls(**chosen | {"columns": int(options.get("columns", "1"))})
        if layout.columns > 1 and (layout.large_print or layout.dyslexia):
            raise UsageError("large print and dyslexia-friendly sheets have one column")
        return layout

    @property
    def look(self) -> dict[str, Any]:
        """The type: what Typst sets it in. Sizes are in points, distances in parts of the size.

        Large print is 18 pt and more throughout, dyslexia-friendly 13 pt with 12 for the least, but
        for what must fit its place on the answer sheet: the form file's code below the square one
        (9 pt), and in large print the letters of more than six circles in a row (14 pt);
        `leading` is what is added to a capital's height (0.71 of the size): lines stand 1.45 and
        1.65 sizes apart.
        """
        plain = {"paper": self.paper, "columns": self.columns}
        if self.large_print:
            return plain | {"sans": True, "base": 18.5, "small": 18, "title": 26, "margin": 20,
                            "leading": 0.95 if self.dyslexia else 0.74,
                            "tracking": 0.02 if self.dyslexia else 0}
        if self.dyslexia:
            return plain | {"sans": True, "base": 13, "small": 12, "title": 20, "margin": 25,
                            "leading": 0.95, "tracking": 0.03}
        return plain | {"sans": False, "base": 11 if self.columns == 1 else 10.5, "small": 9,
                        "title": 22, "margin": 25 if self.columns == 1 else 18,
                        "leading": 0.62, "tracking": 0}
