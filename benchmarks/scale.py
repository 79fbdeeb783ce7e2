"""How time and memory grow with a bank: 1,000, 10,000 and 100,000 facts, in one run.

    python benchmarks/scale.py                    an hour and a half, most of it the exports
    python benchmarks/scale.py --sizes 1000,10000 a quarter of an hour
    python benchmarks/scale.py --steps cold,check
    python benchmarks/scale.py --steps index,exports --formats csv,gift

Each step is a process of its own, on the banks of `made_bank.py`: its processor time, its peak of
memory, and the factor of time for ten times the facts. Trust the ratios. A machine that is shared
changes its pace by a half within minutes, so the sizes run abreast, on one and the same core: while
the largest works once, the smaller ones do the same again and again, and their mean is of the same
quick and slow moments.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from itertools import chain, islice
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
if TYPE_CHECKING:
    from quizgen.items.item import Item

sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from made_bank import SIZES, make_bank  # noqa: E402
from startup import PLAY, QUESTION, environment, run_until  # noqa: E402

from quizgen.formats.table import FORMATS  # noqa: E402

if TYPE_CHECKING:
    from quizgen.formats import Job

Measured = dict[str, tuple[float, float]]  # by what was done: seconds, megabytes at the most


def peak() -> float:
    """The megabytes that this process has held at the most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def timed(name: str, work: Callable[[], object]) -> Measured:
    """What a piece of work took."""
    begun = time.process_time()
    work()
    return {name: (time.process_time() - begun, peak())}


# -- the steps, each in a process of its own ------------------------------------------------------

def yaml(bank: Path) -> Measured:
    """What PyYAML's C loader alone takes for the files, with the garbage collector off."""
    import yaml

    texts = [path.read_text(encoding="utf-8") for path in sorted(bank.glob("*.yaml"))]
    gc.disable()

    def load() -> None:
        for text in texts:
            yaml.load(text, Loader=yaml.CSafeLoader)
    return timed("CSafeLoader alone", load)


def cold(bank: Path) -> Measured:
    """Reading the files and all validation; what a process does once is told apart."""
    from quizgen.bank.read import load_folder

    first = timed("once: imports, models", lambda: load_folder(small_bank(bank)))
    return first | timed("reading cold", lambda: load_folder(bank))


def small_bank(bank: Path) -> Path:
    """A bank beside another with all its kinds of fact: once it is read, code and models are there."""
    return make_bank(bank.with_name("bank-small"), 60)


def items(bank: Path) -> Measured:
    """All items, held at once."""
    from quizgen.bank.read import load_folder
    from quizgen.items.make import make_items

    deck = load_folder(bank)
    return timed("making all items", lambda: len(make_items(deck)))


def index(bank: Path) -> Measured:
    """The first opening of a bank: read, make all items, write the index."""
    from quizgen.items.open_library import open_library

    return timed("reading cold, into an index", lambda: open_library(bank))


def warm(bank: Path) -> Measured:
    """The next opening, as far as the items of a session; after that of another bank, as with cold."""
    from quizgen.items.open_library import open_library

    def read(folder: Path) -> None:
        library = open_library(folder)
        library.items([entry.id for entry in islice(library.entries(), 20)])
        library.names()
    read(small_bank(bank))
    return timed("reading warm, 20 items", lambda: read(bank))


def check(bank: Path) -> Measured:
    """`quizgen check`, for the first time."""
    return timed("check", lambda: _command("check", str(bank)))


def again(bank: Path) -> Measured:
    """`quizgen check` of a bank that has not changed."""
    return timed("check, unchanged", lambda: _command("check", str(bank)))


def diff(bank: Path) -> Measured:
    """`quizgen diff` of the bank and one whose last day has another publisher."""
    other = bank.with_name(f"{bank.name}-other")
    if not other.exists():
        shutil.copytree(bank, other)
        last = max(other.glob("[12]*.yaml"))
        text = last.read_text(encoding="utf-8").replace("publisher: The Echo", "publisher: Post")
        last.write_text(text, encoding="utf-8")
    return timed("diff", lambda: _command("diff", str(bank), str(other)))


def quiz(bank: Path) -> Measured:
    """All items, read from the index, and a quiz of ten from them."""
    from quizgen.items.assemble import assemble
    from quizgen.items.open_library import open_library
    from quizgen.items.quiz import Origin

    library = open_library(bank)
    origin = Origin(library.deck, library.title, library.version)
    made: list[Item] = []
    measured = timed("all items from the index",
                     lambda: made.extend(library.items([entry.id for entry in library.entries()])))
    return measured | timed("assembling a quiz", lambda: assemble(origin, made, count=10))


def exports(bank: Path) -> None:
    """Serves: each line names a format, which is written from items that have been read."""
    from quizgen.bank.read import load_folder
    from quizgen.formats import Job
    from quizgen.items.assemble import assemble
    from quizgen.items.open_library import open_library

    deck, library = load_folder(bank), open_library(bank)
    made = tuple(library.items([entry.id for entry in library.entries()]))
    quiz = assemble(deck, made, count=10)
    for name in map(str.strip, sys.stdin):
        job = Job(deck, (), quiz) if FORMATS[name].takes == "quiz" else Job(deck, made, now=0)
        print(json.dumps(_forked(f"export {name}", partial(_write, name, job), made)), flush=True)


def _write(name: str, job: Job) -> None:
    """All parts of an export, into nothing, as the command writes them."""
    from quizgen.bank.collector import only_new_collected
    from quizgen.formats import render_parts, sort_out

    with open(os.devnull, "wb") as nowhere, only_new_collected():  # noqa: PTH123
        nowhere.writelines(render_parts(name, sort_out(name, job)[0]))


def _forked(name: str, work: Callable[[], object], held: tuple[object, ...]) -> Measured:
    """The same in a copy of this process, whose memory goes with it; what it holds is copied first."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        gc.collect()
        _touch(held)
        with os.fdopen(write, "w") as out:
            json.dump(timed(name, work), out)
            out.flush()
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as told:
        text = told.read()
    os.waitpid(child, 0)
    return {what: (float(one), float(other)) for what, (one, other) in json.loads(text or "{}").items()}


def _touch(value: tuple[object, ...]) -> None:
    """Look at all that is held: a page of memory is copied when a count of references in it changes."""
    for one in value:
        if isinstance(one, tuple):
            _touch(one)


def _command(*arguments: str) -> None:
    from quizgen.cli import main

    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123
        sys.stdout, kept = nowhere, sys.stdout
        try:
            main(list(arguments))
        except SystemExit as leave:
            if leave.code:
                sys.exit(f"quizgen {' '.join(arguments)} left with {leave.code}")
        finally:
            sys.stdout = kept


STEPS: dict[str, Callable[[Path], Measured]] = {
    step.__name__: step
    for step in (index, yaml, cold, warm, items, check, again, quiz, diff)
}
ALL = (*STEPS, "exports", "play")
COMPARED = ("yaml", "cold", "warm")  # to each other: three times, one after the other
FRESH = ("index", "check")  # leave something behind in the cache: each time in a new one
SHORT = 30.0  # seconds, of all rounds of the largest size
ROUNDS = 5
NICE = 5      # the smaller sizes take a fifth of the core each


# -- the table ------------------------------------------------------------------------------------

def measure(step: str, bank: Path, folder: Path, nice: int) -> Measured:
    """A step in a process of its own, with what earlier ones left in the folder."""
    out = subprocess.run(_process(step, bank, nice), check=True, capture_output=True, text=True,
                         env=environment(folder)).stdout
    return _read(out.splitlines()[-1])


def _process(step: str, bank: Path, nice: int) -> list[str]:
    return [sys.executable, __file__, "--one", step, "--bank", str(bank), "--nice", str(nice)]


def _read(line: str) -> Measured:
    return {what: (one, other) for what, (one, other) in json.loads(line).items()}


def abreast(sizes: Iterable[int], ask: Callable[[int, int], Measured]) -> dict[int, Measured]:
    """The mean of each size's rounds: the largest once, more if it is short; meanwhile the others.

    `ask` is told a size and which round of it this is.
    """
    *smaller, largest = sizes
    done = Event()
    told: dict[int, list[Measured]] = {size: [] for size in (*smaller, largest)}

    def repeat(size: int) -> None:
        while not told[size] or not done.is_set():
            told[size].append(ask(size, len(told[size])))

    with ThreadPoolExecutor(len(told)) as threads:
        try:
            others = [threads.submit(repeat, size) for size in smaller]
            begun = time.monotonic()
            for round_ in range(ROUNDS):
                told[largest].append(ask(largest, round_))
                if time.monotonic() - begun > SHORT:
                    break
        finally:
            done.set()
        for other in others:
            other.result()
    return {size: _mean(some) for size, some in told.items()}


def _mean(told: list[Measured]) -> Measured:
    """The mean of the times and the most of the memory."""
    return {what: (statistics.mean(one[what][0] for one in told), max(one[what][1] for one in told))
            for what in told[0]}


def measure_exports(
    banks: Mapping[int, Path], folder: Path, formats: Iterable[str]
) -> Iterator[dict[int, Measured]]:
    """Each format: a process of each size holds its items, and is asked for it."""
    with ExitStack() as stack:
        asked = {size: stack.enter_context(subprocess.Popen(
            _process("exports", bank, NICE * (size != max(banks))),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment(folder)))
            for size, bank in banks.items()}

        def ask(name: str, size: int, _: int) -> Measured:
            server = asked[size]
            print(name, file=server.stdin, flush=True)
            return _read(server.stdout.readline())  # type: ignore[union-attr]

        for name in formats:
            yield abreast(banks, partial(ask, name))


def first_question(bank: Path, folder: Path) -> Measured:
    """From the start of `quizgen play` to its first question: time on the clock, not memory."""
    taken = sorted(run_until([*PLAY, str(bank)], QUESTION, folder) for _ in range(5))
    return {"first question of play": (taken[2], 0.0)}


def measured(
    step: str, banks: Mapping[int, Path], folder: Path, formats: Iterable[str]
) -> Iterator[dict[int, Measured]]:
    """What a step takes with every size; the exports one by one."""
    if step == "exports":
        yield from measure_exports(banks, folder, formats)
    elif step == "play":
        yield {size: first_question(bank, folder) for size, bank in banks.items()}
    else:
        def ask(size: int, round_: int) -> Measured:
            with tempfile.TemporaryDirectory() as fresh:
                place = Path(fresh) if step in FRESH and round_ else folder
                return measure(step, banks[size], place, NICE * (size != max(banks)))
        yield abreast(banks, ask)


def run(
    sizes: list[int], steps: list[str], formats: list[str], folder: Path
) -> dict[int, Measured]:
    """Every step with all sizes; told as they are done."""
    banks = {size: make_bank(folder / f"bank-{size}", size) for size in sorted(sizes)}
    found: dict[int, dict[str, list[Measured]]] = {size: defaultdict(list) for size in banks}
    for step in (*steps, *2 * [step for step in steps if step in COMPARED]):
        for size, told in chain.from_iterable(
                map(dict.items, measured(step, banks, folder, formats))):
            for what, (seconds, megabytes) in told.items():
                found[size][what].append({what: (seconds, megabytes)})
                print(f"{size:>7} {what:<30} {seconds:9.3f} s {megabytes:7.0f} MB", file=sys.stderr,
                      flush=True)
    return {size: {what: _mean(some)[what] for what, some in told.items()}
            for size, told in found.items()}


def table(found: dict[int, Measured]) -> Iterator[str]:
    """The figures in Markdown: by size time and memory, with the factor to the size before."""
    sizes = list(found)
    yield "| | " + " | ".join(f"{size:,} facts | factor" for size in sizes) + " |"
    yield "|---|" + "---|---|" * len(sizes)
    for what in found[sizes[-1]]:
        cells = []
        for number, size in enumerate(sizes):
            seconds, megabytes = found[size].get(what, (0.0, 0.0))
            before = found[sizes[number - 1]].get(what, (0.0, 0.0))[0] if number else 0.0
            memory = f", {megabytes:.0f} MB" if megabytes else ""
            cells.append(f"{seconds:.2f} s{memory} | " + (f"{seconds / before:.1f}" if before else ""))
        yield f"| {what} | " + " | ".join(cells) + " |"


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--sizes", default=",".join(map(str, SIZES)))
    options.add_argument("--steps", default=",".join(ALL))
    options.add_argument("--formats", default=",".join(FORMATS), help="of the exports")
    options.add_argument("--one", choices=ALL)
    options.add_argument("--bank", type=Path)
    options.add_argument("--nice", type=int, default=0)
    given = options.parse_args()
    gc.set_threshold(100_000)  # as the program does
    if given.one:
        os.nice(given.nice)
        if given.one == "exports":
            exports(given.bank)
        else:
            print(json.dumps(STEPS[given.one](given.bank)))
        return
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as name:
        found = run([int(size) for size in given.sizes.split(",")], given.steps.split(","),
                    given.formats.split(","), Path(name))
    print("\n".join(table(found)))
    for size, told in found.items():
        if {"reading cold", "CSafeLoader alone"} <= told.keys():
            ratio = told["reading cold"][0] / told["CSafeLoader alone"][0]
            print(f"{size:,}: reading cold / CSafeLoader alone = {ratio:.2f} (at most 0.6)")
        if {"reading cold", "reading warm, 20 items"} <= told.keys():
            ratio = told["reading warm, 20 items"][0] / told["reading cold"][0]
            print(f"{size:,}: reading warm / cold = {ratio:.3f} (at most 0.1)")


if __name__ == "__main__":
    main()
