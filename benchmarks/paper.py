"""How long it takes to print: thirty forms against one, and one against typst alone.

`python benchmarks/paper.py [--rounds 15]`: whole processes, taken in turn so that a busy machine is
fair to all; of times and ratios the median of all rounds. `typst alone` is a script that imports
typst and compiles: the same sheet from its data, or running text of as many pages.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from operator import truediv
from pathlib import Path

import pypdf

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(1, str(ROOT))

from startup import environment  # noqa: E402

from quizgen.formats.paper.layout import Layout  # noqa: E402  # found by the line above
from quizgen.formats.paper.typeset import FONTS, HERE  # noqa: E402
from quizgen.formats.pdf import sheet  # noqa: E402
from quizgen.items.read_form_file import read_forms  # noqa: E402

COUNT, STUDENTS = 20, 30
ENTRY = "from quizgen.__main__ import start; start()"  # as the installed command begins
ALONE = """
import json, sys, typst
data = open(sys.argv[1], encoding="utf-8").read()
typst.compile(sys.argv[2], output=sys.argv[3], format="pdf", sys_inputs={"text": data},
              pdf_standards=["ua-1"], ignore_system_fonts=True)
"""
PLAIN = """
#set document(title: "Plain")
#set page(paper: "a4", margin: 25mm, numbering: "1 of 1")
#set text(font: "Libertinus Serif", size: 11pt)
#for page in json(bytes(sys.inputs.text)) { [= A page]; for part in page { [#part #parbreak()] }
  pagebreak(weak: true) }
"""
SAME = """
import sys, typst
data = open(sys.argv[1], encoding="utf-8").read()
typst.compile(sys.argv[2], output=sys.argv[3], format="pdf", sys_inputs={"sheet": data},
              pdf_standards=["ua-1"], ignore_system_fonts=True, font_paths=[sys.argv[4]])
"""
RATIOS = {
    "30 personal forms / one form": ("30 forms", "one form"),
    "26 forms with a key each / one form": ("26 forms", "one form"),
    "one form / typst alone, the same sheet": ("one form", "same"),
    "one form from its file / the same sheet": ("again", "same"),
    "one form / typst alone, running text": ("one form", "text"),
}


def main() -> None:
    """Measure and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        commands = _commands(folder)
        times: dict[str, list[float]] = {label: [] for label in commands}
        kept = environment(folder)
        for turn in range(rounds + 1):  # the first fills the caches
            for label, command in commands.items():
                start = time.perf_counter()
                subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=kept)
                if turn:
                    times[label].append(time.perf_counter() - start)
        for label, taken in times.items():
            print(f"{label:42} {statistics.median(taken):6.3f} s")
        for label, (one, other) in RATIOS.items():
            print(f"{label:42} {statistics.median(map(truediv, times[one], times[other])):6.2f}")


def _commands(folder: Path) -> dict[str, list[str]]:
    """Every measured command; what they read is made first."""
    quizgen = [sys.executable, "-c", ENTRY, "export"]
    one = [*quizgen, str(folder / "one.pdf"), "--count", str(COUNT)]
    subprocess.run(one, check=True, capture_output=True, cwd=ROOT, env=environment(folder))
    (folder / "class.csv").write_text(
        "Name\n" + "\n".join(f"Student {n}" for n in range(STUDENTS)), encoding="utf-8")
    (folder / "alone.py").write_text(ALONE, encoding="utf-8")
    (folder / "plain.typ").write_text(PLAIN, encoding="utf-8")
    (folder / "same.py").write_text(SAME, encoding="utf-8")
    forms = read_forms((folder / "one.form.json").read_bytes(), "one.form.json")
    (folder / "sheet.json").write_text(json.dumps(sheet(forms, Layout())), encoding="utf-8")
    (folder / "text.json").write_text(json.dumps(_pages(folder / "one.pdf")), encoding="utf-8")
    return {
        "same": [sys.executable, str(folder / "same.py"), str(folder / "sheet.json"),
                 str(HERE / "sheet.typ"), str(folder / "same.pdf"), str(FONTS)],
        "one form": one,
        "30 forms": [*quizgen, str(folder / "all.pdf"), "--count", str(COUNT), "--forms",
                     str(folder / "class.csv")],
        "26 forms": [*quizgen, str(folder / "az.pdf"), "--count", str(COUNT), "--forms", "26"],
        "again": [*quizgen, str(folder / "again.pdf"), "--form", str(folder / "one.form.json")],
        "text": [sys.executable, *(str(folder / n) for n in
                                   ("alone.py", "text.json", "plain.typ", "alone.pdf"))],
    }


def _pages(pdf: Path) -> list[list[str]]:
    """The paragraphs of each page of a PDF."""
    return [page.extract_text().splitlines() for page in pypdf.PdfReader(pdf).pages]


if __name__ == "__main__":
    main()
