"""Make the README's pictures from the real program: `python docs/make_pictures.py`.

Needs the dev extra, Chromium and pdftoppm (poppler-utils). The terminal is a pseudo-terminal whose
screen pyte keeps; Chromium draws it. The printed page is what `quizgen export` writes.
"""

from __future__ import annotations

import html
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pexpect
import pyte
from anki_cards import draw_readme_pictures

HERE = Path(__file__).resolve().parent
COLUMNS, ROWS = 80, 24
COLOURS = {
    "default": "#d6deeb", "black": "#3b4252", "red": "#ef7177", "green": "#9ece6a",
    "brown": "#e0af68", "yellow": "#e0af68", "blue": "#7aa2f7", "magenta": "#bb9af7",
    "cyan": "#7dcfff", "white": "#e5e9f0", "brightblack": "#8a93a6",
}
CHROMIUM = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            "--force-device-scale-factor=2", "--disable-background-networking", "--disable-sync")


def play(keys: list[str], seed: int, rows: int = ROWS) -> pyte.Screen:
    """The screen of `quizgen play --kind multiple-choice` after the keys."""
    screen = pyte.Screen(COLUMNS, rows)
    stream = pyte.Stream(screen)
    child = pexpect.spawn(sys.executable, ["-m", "quizgen", "play", "--kind", "multiple-choice",
                                           "--seed", str(seed)],
                          dimensions=(rows, COLUMNS), encoding="utf-8", timeout=2,
                          env={"TERM": "xterm-256color", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8",
                               "PYTHONPATH": str(HERE.parent), "HOME": tempfile.gettempdir()})
    for key in [*keys, ""]:
        quiet = 0
        while quiet < 2:
            try:
                stream.feed(child.read_nonblocking(65536, timeout=1.5))
            except pexpect.TIMEOUT:
                quiet += 2
            except pexpect.EOF:
                quiet += 2
        if key:
            child.send(key)
    child.close(force=True)
    return screen


def draw_terminal(screen: pyte.Screen, command: str, target: Path) -> None:
    """A PNG of the screen, under the command that was typed."""
    rows = [f"<span style='color:#9ece6a'>$</span> {html.escape(command)}"]
    rows += [_row(screen, number) for number in range(screen.lines)]
    while rows and not rows[-1].strip():
        rows.pop()
    page = ("<body style='margin:0;background:#161b26'><pre style='margin:0;padding:22px 26px;"
            "font:15px/1.45 \"DejaVu Sans Mono\",monospace;color:#d6deeb'>" + "\n".join(rows))
    _chromium(page, target, 26 * 2 + round(COLUMNS * 9.04) + 4, 44 + round(len(rows) * 21.75))


def _row(screen: pyte.Screen, number: int) -> str:
    out = []
    for column in range(screen.columns):
        cell = screen.buffer[number][column]
        colour = COLOURS.get(cell.fg, f"#{cell.fg}" if len(cell.fg) == 6 else COLOURS["default"])
        style = f"color:{colour}" + (";font-weight:bold" if cell.bold else "")
        style += ";text-decoration:underline" if cell.underscore else ""
        out.append(f"<span style='{style}'>{html.escape(cell.data)}</span>" if cell.data != " "
                   else " ")
    return "".join(out).rstrip()


def _chromium(page: str, target: Path, width: int, height: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(f"<!doctype html><meta charset=utf-8>{page}", encoding="utf-8")
        subprocess.run([shutil.which("chromium") or "chromium", *CHROMIUM,
                        f"--user-data-dir={folder}/profile", f"--window-size={width},{height}",
                        f"--screenshot={target}", source.as_uri()], check=True, capture_output=True)


def draw_paper(target: Path) -> None:
    """The first page of a printed quiz."""
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder) / "quiz.pdf"
        subprocess.run([sys.executable, "-m", "quizgen", "export", str(pdf), "--count", "10",
                        "--seed", "7"], check=True, capture_output=True, cwd=HERE.parent)
        subprocess.run(["pdftoppm", "-png", "-r", "80", "-f", "1", "-l", "1", "-singlefile",
                        str(pdf), str(target.with_suffix(""))], check=True)


if __name__ == "__main__":
    draw_terminal(play(["d"], seed=2, rows=30), "quizgen play --kind multiple-choice",
                  HERE / "play.png")
    draw_paper(HERE / "paper.png")
    draw_readme_pictures(HERE / "anki-light.png", HERE / "anki-night-phone.png")
