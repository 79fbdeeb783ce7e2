"""Fuzzing by hand: changed bytes into everything that is read, with a limit of memory and of time.

    python -m tests.hostile.fuzz --minutes 10
    python -m tests.hostile.fuzz --minutes 1 --only bank --seed 7

Valid files are changed: bytes and spans flipped, moved, doubled, cut, and words of the corpus put in. A
traceback, a hang (10 s) or more than 2 GB ends it with the bytes in a file, and how to run them again.
Each fault that was found has become a test.
"""

from __future__ import annotations

import argparse
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

from tests.hostile import corpus
from tests.hostile.targets import TARGETS, run_target, seeds

MEMORY = 2_000_000_000
PATIENCE = 10   # seconds for one file
WORDS = [word.encode("utf-8", "surrogatepass") for word in (
    *corpus.STEERING.values(), *corpus.SHARP.values(), *corpus.LINKS, *corpus.NUMBERS[:20],
    *corpus.DATES, *corpus.YAML.values(), "null", "true", "[]", "{}", '""', '"\\ud800"', "-1", "1e999",
    "NaN", "Infinity", "\n", ": ", "- ", ",", ";", "\t", '"', "'", "[", "{", "]", "}", "\0", "\r",
    "\u2028", "é", "e\u0301", "𝟙", "Ⅷ", "𐀀")if len(word) < 3000]


def change(data: bytes, chance: random.Random) -> bytes:
    """A file with a few changes."""
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        at = chance.randrange(len(data) + 1)
        to = min(len(data), at + chance.choice((1, 2, 8, 40, 400)))
        match chance.randrange(8):
            case 0:
                data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
            case 1:
                data = data[:at] + data[to:]
            case 2:
                data = data[:at] + data[at:to] * chance.choice((2, 3, 50)) + data[to:]
            case 3:
                data = data[:at]
            case 4 | 5:
                data = data[:at] + chance.choice(WORDS) + data[at:]
            case 6:
                data = data[:at] + chance.choice(WORDS) + data[to:]
            case _:
                other = chance.randrange(len(data) + 1)
                data = data[:at] + data[other : other + 60] + data[at:]
    return data[:2_000_000]


def _stop(*_: object) -> None:
    raise TimeoutError(f"no end after {PATIENCE} s")


def fuzz(names: list[str], minutes: float, seed: int, folder: Path) -> int:
    """Run for so long; 0, or 1 with the bytes that broke something written down."""
    chance = random.Random(seed)
    begun = time.monotonic()
    known = seeds(folder)
    runs: Counter[str] = Counter()
    signal.signal(signal.SIGALRM, _stop)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    faults: dict[str, bytes] = {}
    while time.monotonic() - begun < 60 * minutes:
        name = chance.choice(names)
        data = change(chance.choice(known[name]), chance)
        signal.alarm(PATIENCE)
        try:
            run_target(name, data, folder)
        except Exception:
            signal.alarm(0)
            last = traceback.format_exc().splitlines()
            where = " ".join(line.strip() for line in last[-3:])
            if where not in faults:
                faults[where] = data
                path = Path(tempfile.gettempdir()) / f"quizgen-fuzz-{name}-{len(faults)}"
                path.write_bytes(data)
                print(f"{name}: {path}\n{traceback.format_exc()[-1500:]}", flush=True)
        finally:
            signal.alarm(0)
        runs[name] += 1
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
    print(f"{sum(runs.values())} files, peak {peak} MB, {len(faults)} faults: {dict(runs)}")
    return 1 if faults else 0


def main() -> int:
    """The command line."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--minutes", type=float, default=1)
    options.add_argument("--only", choices=TARGETS, action="append")
    options.add_argument("--seed", type=int, default=int(time.time()))
    options.add_argument("--file", type=Path, help="run these bytes, of --only")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if chosen.file:
            run_target(chosen.only[0], chosen.file.read_bytes(), Path(folder))
            return 0
        return fuzz(chosen.only or list(TARGETS), chosen.minutes, chosen.seed, Path(folder))


if __name__ == "__main__":
    sys.exit(main())
