"""Typst: plain values in, a PDF out.

Data reaches a template as JSON input and never as markup, so no text can be a command. Libertinus
Serif, which Typst carries, and Noto Sans, which is shipped here (OFL), serve Latin, Greek and
Cyrillic; what neither has is set in the system's fonts, and where they lack it too, as `�`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from quizgen.formats.paper.ties import tie
from quizgen.problem import QuizgenError

if TYPE_CHECKING:
    import typst

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
MISSING = "\N{REPLACEMENT CHARACTER}"
# Blocks that both fonts hold whole, or that print nothing: the rest is asked of the fonts.
PLAIN = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x391, 0x3A2),
                            *range(0x3A3, 0x3CF), *range(0x400, 0x460), 0x2013, 0x2014, 0x2018,
                            0x2019, 0x200B, 0x201C, 0x201D, 0x2026, 0x2192)))


def typeset(template: str, data: Mapping[str, Any]) -> tuple[bytes, list[str]]:
    """The PDF/UA-1 of a template and its data, and the characters that no font can show, in order.

    The same data give the same bytes. QuizgenError where Typst refuses.
    """
    return begin_to_set(template, data)()


def begin_to_set(
    template: str, data: Mapping[str, Any]
) -> Callable[[], tuple[bytes, list[str]]]:
    """Begin to set; what is returned waits for what `typeset` gives. Typst works beside Python."""
    import typst

    text = tie(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
    found = {letter: _font_of(letter) for letter in sorted(set(text) - PLAIN)}
    missing = [letter for letter, where in found.items() if where == "none"]
    for letter in missing:
        text = text.replace(letter, MISSING)
    compiled = _beside(partial(_compile, str(HERE / template), text, "system" in found.values()))

    def made() -> tuple[bytes, list[str]]:
        try:
            return compiled(), missing
        except typst.TypstError as error:
            for file, picture in data.get("pictures", {}).items():
                _draw(file, picture["svg"])
            raise QuizgenError(f"the sheet could not be set: {error}") from None
    return made


def _beside(work: Callable[[], bytes]) -> Callable[[], bytes]:
    """Begin work in a thread; what is returned waits for its end, and returns or raises the same."""
    ended: list[bytes | BaseException] = []

    def run() -> None:
        try:
            ended.append(work())
        except BaseException as error:
            ended.append(error)
    thread = Thread(target=run, daemon=True)
    thread.start()

    def wait() -> bytes:
        thread.join()
        if isinstance(ended[0], BaseException):
            raise ended[0]
        return ended[0]
    return wait


def _draw(file: str, svg: str) -> None:
    """Set a picture alone; QuizgenError with its file where Typst refuses it."""
    import typst

    try:
        _compile(str(HERE / "picture.typ"), svg, False)
    except typst.TypstError:
        raise QuizgenError(f"the picture {file} is damaged and cannot be printed: save it anew from "
                           "a picture program, or leave it out") from None


@cache
def _font_of(letter: str) -> str:
    """Where a character is found: in the fonts at hand, in the system's, or in none."""
    import typst

    for place in ("shipped", "system"):
        try:
            _compile(str(HERE / "letter.typ"), json.dumps(letter), place == "system")
        except typst.TypstError:
            continue
        return place
    return "none"


def _compile(template: str, text: str, system_fonts: bool) -> bytes:
    import typst

    return bytes(typst.compile(
        template, format="pdf", sys_inputs={"sheet": text}, pdf_standards=["ua-1"],
        font_paths=_fonts(system_fonts), timestamp=0))


@cache
def _fonts(system: bool) -> typst.Fonts:
    """The fonts to set in, found once."""
    import typst

    return typst.Fonts(include_system_fonts=system, font_paths=[str(FONTS)])
