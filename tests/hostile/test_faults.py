"""A disk that fails, a process that is killed, two at once, clocks and terminals of the poorest kind:
outputs are whole or absent, nothing that was answered is lost, and the next run goes on.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib
import io
import itertools
import json
import os
import pkgutil
import re
import resource
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import quizgen
from quizgen.items.open_library import open_library
from tests.hostile.every_command import forked, prepare, run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot fork")


@pytest.fixture(scope="module", autouse=True)
def loaded() -> None:
    """What a child would load is loaded once, before it is born."""
    for module in pkgutil.walk_packages(quizgen.__path__, "quizgen."):
        if "paper" not in module.name and "__main__" not in module.name:
            importlib.import_module(module.name)


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a deck, a form file and results, to be copied."""
    folder = tmp_path_factory.mktemp("ground")
    prepare(folder)
    shutil.rmtree(folder / "town" / "schema")
    assert here(folder, "export quiz.print.md --deck town --count 3 --forms 2") == 0
    assert here(folder, "draft town/article.md --into begun --date 2024-05-06") == 0, said()
    shutil.rmtree(folder / "begun" / "schema")
    article = (folder / "town" / "article.md").read_text("utf-8")
    (folder / "moved.md").write_text(f"A new first line.\n\n{article}", "utf-8")
    return folder


@pytest.fixture
def place(ground: Path) -> Iterator[Path]:
    """A copy of it."""
    with tempfile.TemporaryDirectory(prefix="quizgen-test-") as name:
        shutil.copytree(ground, name, dirs_exist_ok=True)
        yield Path(name)


def here(folder: Path, line: str, first: Callable[[], object] = lambda: None) -> int:
    """Run a line in a folder, in a child, after something was done to that; see `forked`."""
    def work() -> int:
        os.chdir(folder)
        os.environ["QUIZGEN_HOME"] = str(folder / "home")
        os.environ["QUIZGEN_CACHE"] = str(folder / "cache")
        first()
        return run(line)

    with tempfile.NamedTemporaryFile() as output:
        code = forked(work, Path(output.name))
        here.said = Path(output.name).read_text("utf-8", "replace")  # type: ignore[attr-defined]
    return code


def said() -> str:
    """What the last line wrote to standard output and error."""
    return str(here.said)  # type: ignore[attr-defined]


def look(folder: Path) -> dict[str, bytes]:
    """Every file that a user sees, the cache and the store aside."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*"))
            if path.is_file() and not path.name.startswith(".")
            and path.relative_to(folder).parts[0] not in ("home", "cache")}


# Every command that writes files, and every way in which a format's bytes are made.
WRITERS = {
    "init": "init village",
    "export": "export out.json --format json --deck town",
    "zip": "export out.zip --format canvas --deck town",
    "workbook": "export out.xlsx --format kahoot --deck town",
    "anki": "export out.apkg --deck town",
    "page": "export out.html --deck town --count 3",
    "forms": "export quiz.print.md --deck town --count 4 --forms 2 --key-file key.print.md",
    "release": "release town --date 2024-05-05",
    "mark": "mark results.csv --form quiz.print.form.json --csv marks.csv --xlsx marks.xlsx",
    "progress": "progress export p.json",
    "verify": "verify town --source moved.md --update --html e.html",
    "import": "import questions.gift imported",
    "draft": "draft town/article.md --into drafted --date 2024-05-06",
    "edit": "edit begun --plain | a\nn\nq\n",
}


# Of those whose files are written alike, one.
OTHERS = [name for name in WRITERS if name not in ("workbook", "page", "import", "progress")]


def at_every_step(tick: Callable[[], None]) -> None:
    """From here on, be told of every step of writing: opening, half of what is written, its end, the
    disk, the move, the removal.
    """
    def listen(event: str, arguments: tuple[Any, ...]) -> None:
        if event in ("os.rename", "os.remove", "os.chmod", "os.mkdir", "os.truncate",
                     "sqlite3.connect") or (
                event == "open" and isinstance(arguments[1], str) and arguments[1][:1] in "wax"):
            tick()

    class Halting:
        """A file that is halted after half of what it is to write, and at its end."""

        def __init__(self, file: Any) -> None:
            self.file = file

        def write(self, data: Any) -> int:
            self.file.write(data[: len(data) // 2])
            self.file.flush()
            tick()
            self.file.write(data[len(data) // 2 :])
            return len(data)

        def writelines(self, parts: Iterable[bytes]) -> None:
            for part in parts:
                self.write(part)

        def __getattr__(self, name: str) -> Any:
            return getattr(self.file, name)

        def __enter__(self) -> Any:
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()
            tick()

    fdopen, fsync, opened = os.fdopen, os.fsync, io.open

    def open_halting(file: Any, mode: str = "r", *more: Any, **named: Any) -> Any:
        found = opened(file, mode, *more, **named)
        return found if mode[:1] == "r" or isinstance(file, int) else Halting(found)

    os.fdopen = lambda *a, **k: Halting(fdopen(*a, **k))  # type: ignore[assignment]
    os.fsync = lambda number: (fsync(number), tick())[0]
    io.open = open_halting  # pathlib opens by this name
    sys.addaudithook(listen)


def killed_at(step: int) -> Callable[[], None]:
    """To be killed at that step of writing."""
    count = itertools.count(1)

    def tick() -> None:
        if next(count) == step:
            os.kill(os.getpid(), signal.SIGKILL)
    return lambda: at_every_step(tick)


def watched(folder: Path, notes: Path) -> Callable[[], None]:
    """To note at every step what stands in each file: what a process leaves that is killed there."""
    def arm() -> None:
        out = notes.open("a", encoding="utf-8")

        def tick() -> None:
            out.write(json.dumps({name: fingerprint(data) for name, data in look(folder).items()}))
            out.write("\n")
            out.flush()
        at_every_step(tick)
    return arm


def fingerprint(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("name", WRITERS)
def test_a_process_killed_at_any_write_leaves_each_file_whole(place: Path, name: str) -> None:
    line = WRITERS[name]
    before = look(place)
    with tempfile.TemporaryDirectory() as other, tempfile.NamedTemporaryFile() as notes:
        shutil.copytree(place, other, dirs_exist_ok=True)
        assert here(Path(other), line, watched(Path(other), Path(notes.name))) == 0, said()
        after = look(Path(other))
        steps = [json.loads(note) for note in Path(notes.name).read_text("utf-8").splitlines()]
    assert after != before and len(steps) > 3
    for number, found in enumerate(steps, start=1):
        for file, data in found.items():
            whole = {fingerprint(state[file]) for state in (before, after) if file in state}
            assert data in whole, f"{file} at step {number}"
        assert before.keys() <= found.keys() <= before.keys() | after.keys()
    if name not in ("init", "import", "draft"):  # they never write into a folder that is there
        assert here(place, line, killed_at(len(steps) // 2 + 1)) == -signal.SIGKILL
        assert here(place, line) == 0, said()
        assert look(place) == after


def test_a_session_killed_at_any_write_keeps_what_was_answered(place: Path) -> None:
    line = "play town --plain --count 3 | a\nb\na\n"
    code, step = -signal.SIGKILL, 0
    while code == -signal.SIGKILL:
        step += 1
        before = _reviews(place)
        code = here(place, line, killed_at(step))
        assert _reviews(place) >= before
    assert code == 0 and step > 3
    assert _reviews(place)
    assert here(place, "stats town --json") == 0


def _reviews(folder: Path) -> set[str]:
    file = folder / "home" / "progress.sqlite"
    if not file.exists():
        return set()
    with sqlite3.connect(file) as store:
        assert store.execute("PRAGMA quick_check").fetchone() == ("ok",)
        tables = {name for (name,) in store.execute("SELECT name FROM sqlite_master")}
        return {i for (i,) in store.execute("SELECT id FROM reviews")} if "reviews" in tables else set()


def full_disk() -> None:
    """From here on no file grows over 60 bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (60, 60))


@pytest.mark.parametrize("name", OTHERS)
def test_a_full_disk_is_a_message_and_leaves_all_as_it_was(place: Path, name: str) -> None:
    before = look(place)
    code = here(place, WRITERS[name], full_disk)
    assert (code, "Traceback" in said()) == (1, False), said()
    assert re.search(r"quizgen: [^:]*(\.\w+|/\S+): (File too large|no room)", said()), said()
    assert look(place) == before
    assert [p for p in place.rglob(".*") if p.name != ".stdin"] == []


def test_a_session_on_a_full_disk_says_so_and_where_the_answers_are(place: Path) -> None:
    code = here(place, "play town --plain --count 2 | a\nb\n",
                lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000)))
    assert (code, "Traceback" in said()) == (0, False), said()
    assert "quizgen progress import" in said()
    file = Path(said().split("quizgen progress import ")[1].split("`")[0])
    try:
        assert len(json.loads(file.read_bytes())["reviews"]) == 2
        assert here(place, f"progress import {file}") == 0, said()
        assert len(_reviews(place)) == 2
    finally:
        file.unlink()


def like_others() -> None:
    """Whoever runs the tests as root is now held to the rights of files, as others are."""
    if os.geteuid() == 0 and sys.platform == "linux":
        header = struct.pack("Ii", 0x20080522, 0)
        system = ctypes.CDLL(None)
        sets = ctypes.create_string_buffer(24)
        assert system.capget(header, sets) == 0
        held = list(struct.unpack("6I", sets.raw))
        # Not CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER (capabilities(7)).
        held[:3] = [part & ~0b1110 for part in held[:3]]
        assert system.capset(header, struct.pack("6I", *held)) == 0


@pytest.mark.parametrize("line", [WRITERS[name] for name in OTHERS])
def test_a_folder_that_may_only_be_read_is_a_message(place: Path, line: str) -> None:
    before = look(place)
    (place / ".stdin").write_bytes(b"")
    (place / "home").mkdir(exist_ok=True)
    _lock(place)
    try:
        code = here(place, line, like_others)
        assert "Traceback" not in said()
        wanted = 0 if line.startswith("edit") else 1  # whose author can still walk and quit
        assert (code, "ermission denied" in said()) == (wanted, True), said()
        assert look(place) == before
    finally:
        _unlock(place)


def test_a_session_without_a_place_to_write_goes_on(place: Path) -> None:
    line = "play town --plain --count 2 | a\nb\n"
    (place / ".stdin").write_bytes(b"a\nb\n")
    _lock(place)
    try:
        code = here(place, line, like_others)
    finally:
        _unlock(place)
    assert (code, "Traceback" in said()) == (0, False), said()
    assert "cannot be saved" in said() and "quizgen progress import" in said()
    Path(said().split("quizgen progress import ")[1].split("`")[0]).unlink()


def _lock(folder: Path) -> None:
    (folder / ".stdin").chmod(0o666)
    for path in [folder, *folder.rglob("*")]:
        if path.name != ".stdin":
            path.chmod(0o555 if path.is_dir() else 0o444)


def _unlock(folder: Path) -> None:
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)


def test_two_at_once_leave_the_work_of_one(place: Path) -> None:
    """Releases, exports to one file, first sessions that both build the index."""
    lines = ["release town --date 2024-05-05"] * 2 + ["play town --plain --count 2 | a\nb\n"] * 2 + [
        f"export out.json --format json --deck town --count 3 --seed {n}" for n in (1, 2)]
    either = set()
    for line in lines[4:]:
        assert here(place, line) == 0
        either.add((place / "out.json").read_bytes())
    children = []
    for number, line in enumerate(lines):
        child = os.fork()
        if not child:
            alone = place / f"cwd{number}"   # of its own, for what is said to it
            alone.mkdir()
            for name in ("town", "out.json"):
                (alone / name).symlink_to(place / name)
            os.environ["QUIZGEN_HOME"], os.environ["QUIZGEN_CACHE"] = f"{place}/home", f"{place}/cache"
            os.chdir(alone)
            os._exit(forked(lambda line=line: run(line), alone / "said"))  # type: ignore[misc]
        children.append(child)
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert codes == [0] * len(lines), [p.read_text() for p in place.glob("cwd*/said")]
    assert len(_reviews(place)) == 4
    assert here(place, "release town") == 0 and "nothing has changed" in said()
    assert here(place, "check town") == 0, said()
    assert len(list(open_library(place / "town", place / "cache").entries())) > 10
    assert all((place / f"cwd{n}" / "out.json").read_bytes() in either for n in (4, 5))


CLOCKS = ["1970-01-01T00:00:01", "2035-06-01T12:00:00", "2024-03-10T12:00:00", "2999-12-30T23:59:59"]


def test_clocks_that_jump_lose_nothing(place: Path) -> None:
    """Answers of 1970, then of far ahead, then of today: all are kept, told and exported."""
    import datetime

    def at(text: str) -> Callable[[], None]:
        def arm() -> None:
            from quizgen.play import schedule

            now = datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)
            schedule.local_now = lambda: now
        return arm

    kept: set[str] = set()
    for clock in CLOCKS:
        for line in ("play town --plain --count 2 | a\nb\n", "stats town"):
            assert here(place, line, at(clock)) == 0, f"{clock}: {said()}"
            assert "Traceback" not in said()
        assert _reviews(place) >= kept
        kept = _reviews(place)
    assert len(kept) >= 6
    assert here(place, "progress export p.json") == 0
    shutil.rmtree(place / "home")
    assert here(place, "progress import p.json") == 0, said()
    assert _reviews(place) == kept


@pytest.mark.parametrize("now", [-10.0, 0.0, 2.0**33, 4e11])
def test_an_absurd_clock_makes_a_package_all_the_same(place: Path, now: float) -> None:
    def arm() -> None:
        time.time = lambda: now

    assert here(place, "export out.apkg --deck town", arm) == 0, said()
    assert (place / "out.apkg").stat().st_size > 3000


def test_the_poorest_terminal_and_no_home_will_do(place: Path) -> None:
    """LANG=C, ASCII alone, a dumb terminal, no HOME: every word is said as far as it can be."""
    code = ("import sys; from tests.hostile.every_command import run\n"
            "for line in ('check town', 'show town market-moved', 'stats town', 'diff town town',\n"
            "             'show \\u201cx\\u201d', 'play town --plain --seed 1 --count 2 | a\\nb\\n',\n"
            "             'export - --deck town --format csv', 'cite town/article.md the --nth 1'):\n"
            "    sys.stdout.flush(); assert run(line) == 2 * ('x' + chr(8221) in line), line\n")
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=place, capture_output=True, check=False, env={
            "PATH": os.environ["PATH"], "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0",
            "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii", "TERM": "dumb",
            "PYTHONPATH": root, "QUIZGEN_HOME": f"{place}/home", "QUIZGEN_CACHE": f"{place}/cache"})
    assert done.returncode == 0, done.stderr.decode()
    assert b"\x1b" not in done.stdout
    assert b"Question 1 of 2" in done.stdout
