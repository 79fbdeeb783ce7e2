"""Make the README's pictures from the real program: `python docs/make_pictures.py`.

Needs the dev extra, Chromium and pdftoppm (poppler-utils). The terminal is a pseudo-terminal whose
screen pyte keeps; Chromium draws it. The printed page is what `quizgen export` writes.
"""

from __future__ import annotations

import datetime
import html
import random
import re
import shutil
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

import pexpect
import pyte
from anki_cards import draw_readme_pictures
from page_pictures import draw_page_pictures

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from quizgen.items.open_library import open_library  # noqa: E402
from quizgen.play.open_store import open_store  # noqa: E402
from quizgen.play.records import Review, Seen, utc  # noqa: E402
from quizgen.play.schedule import day_of, local_now  # noqa: E402
from quizgen.play.study import Wish, draw  # noqa: E402

COLUMNS, ROWS = 80, 24
COLOURS = {
    "default": "#d6deeb", "black": "#3b4252", "red": "#ef7177", "green": "#9ece6a",
    "brown": "#e0af68", "yellow": "#e0af68", "blue": "#7aa2f7", "magenta": "#bb9af7",
    "cyan": "#7dcfff", "white": "#e5e9f0", "brightblack": "#7f8aa3",
}
CHROMIUM = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            "--force-device-scale-factor=2", "--disable-background-networking", "--disable-sync")


def practise(home: Path, days: int = 150) -> None:
    """Progress of somebody who studied on most days, so that there is something to draw."""
    now, chance = local_now().replace(hour=12), random.Random(11)
    library = open_library(HERE.parent / "decks" / "ukraine-war")
    store = open_store(home / "progress.sqlite", "").store
    store.put(Seen(library.deck, library.version, utc(now)))
    for ago in range(days, 0, -1):
        time = now - datetime.timedelta(days=ago)
        if time.weekday() == 6 or chance.random() < 0.25:
            continue
        items = draw(library, store, day_of(time), Wish(due=25, new=2 if ago > 40 else 1)).items
        log = []
        for number, item in enumerate(items):
            hard = zlib.crc32(item.fact.encode()) % 7 == 0
            right = chance.random() < (0.7 if hard else 0.94)
            wrong = [d.text for d in item.distractors][:2] or [None]
            moment = utc(time + datetime.timedelta(seconds=number))
            log.append(Review(
                f"{chance.getrandbits(64):x}", str(ago), library.deck, item.id, item.fact, moment,
                "study", "correct" if right else "wrong", 3 if right else 1, "",
                item.key if right else chance.choice(wrong), 0, 4000, False, False, None, moment))
        store.put(*log)
    store.close()


def screen_of(
    arguments: list[str], keys: list[str], home: Path, rows: int = ROWS, columns: int = COLUMNS
) -> pyte.Screen:
    """The screen of a command of quizgen after the keys."""
    screen = pyte.Screen(columns, rows)
    stream = pyte.Stream(screen)
    child = pexpect.spawn(sys.executable, ["-m", "quizgen", *arguments],
                          dimensions=(rows, columns), encoding="utf-8", timeout=2,
                          env={"TERM": "xterm-256color", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8",
                               "PYTHONPATH": str(HERE.parent), "HOME": tempfile.gettempdir(),
                               "QUIZGEN_HOME": str(home), "KITTY_WINDOW_ID": "1"})
    for key in [*keys, ""]:
        quiet = 0
        while quiet < 2:
            try:
                stream.feed(_grey(child.read_nonblocking(65536, timeout=1.5)))
            except pexpect.TIMEOUT:
                quiet += 2
            except pexpect.EOF:
                quiet += 2
        if key:
            child.send(key)
    child.close(force=True)
    return screen


def _grey(text: str) -> str:
    """Faint text as grey text: pyte knows no faint."""
    return re.sub(r"\x1b\[2(;[\d;]*)?m", lambda found: f"\x1b[90{found[1] or ''}m", text)


def draw_terminal(
    screen: pyte.Screen, command: str, target: Path, first: str = "", end: str = "~"
) -> None:
    """A PNG of the screen from the last row that begins so, to the first that begins so, under the
    command that was typed.
    """
    lines = screen.display
    start = max(n for n, line in enumerate(lines) if line.startswith(first)) if first else 0
    stop = next((n for n, line in enumerate(lines) if line.startswith(end)), len(lines))
    rows = [f"<span style='color:#9ece6a'>$</span> {html.escape(command)}"]
    rows += [_row(screen, number) for number in range(start, stop)]
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
                   or cell.underscore else " ")
    return "".join(out).rstrip()


def _chromium(page: str, target: Path, width: int, height: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(f"<!doctype html><meta charset=utf-8>{page}", encoding="utf-8")
        subprocess.run([shutil.which("chromium") or "chromium", *CHROMIUM,
                        f"--user-data-dir={folder}/profile", f"--window-size={width},{height}",
                        f"--screenshot={target}", source.as_uri()], check=True, capture_output=True)


def draw_paper(sheet: Path, answers: Path) -> None:
    """The first page of form A of a printed quiz, and its answer sheet."""
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder) / "quiz.pdf"
        subprocess.run([sys.executable, "-m", "quizgen", "export", str(pdf), "--count", "20",
                        "--forms", "3", "--answer-sheet", "--seed", "7"], check=True,
                       capture_output=True, cwd=HERE.parent)
        texts = subprocess.run(["pdftotext", str(pdf), "-"], check=True, capture_output=True,
                               text=True).stdout.split("\f")
        second = next(at for at, text in enumerate(texts, start=1) if "Answer sheet" in text)
        for target, page in ((sheet, 1), (answers, second)):
            subprocess.run(["pdftoppm", "-png", "-r", "80", "-f", str(page), "-l", str(page),
                            "-singlefile", str(pdf), str(target.with_suffix(""))], check=True)


def draw_play() -> None:
    """A question, its feedback, and a learner's statistics."""
    study = ["play", "--new", "3", "--kind", "multiple-choice"]
    quiz = ["play", "--quiz", "--kind", "multiple-choice", "--seed", "2"]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        practise(home)
        draw_terminal(screen_of(study, ["a", "\r"] * 2, home, 15), "quizgen play",
                      HERE / "question.png", first="Question")
        draw_terminal(screen_of(quiz, ["d"], home, 30), "quizgen play --quiz", HERE / "play.png")
        draw_terminal(screen_of(["stats"], [], home, 80), "quizgen stats", HERE / "stats.png",
                      end="By kind")


if __name__ == "__main__":
    draw_play()
    draw_paper(HERE / "paper.png", HERE / "answer-sheet.png")
    draw_readme_pictures(HERE / "anki-light.png", HERE / "anki-night-phone.png")
    draw_page_pictures(HERE / "page.png", HERE / "page-phone.png")
