"""Long work tells on a terminal how far it has come, and Ctrl-C ends it: 130, nothing half written."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.hostile.every_command import leave_code, prepare

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals", allow_module_level=True)
import pty

LINES = {
    "export town.zip --format canvas --deck town": "Writing town.zip",
    "export town.apkg --deck town": "Making questions",
    "diff town town": "Making the questions of town",
    "release town": "Checking questions",
    "show town": "Making questions",
    "stale town": "Reading",
}


def slowed(what: str) -> None:
    """From here on all is told at once, and at `what` the work takes long."""
    from quizgen.cli import progress_bar as module

    shown = module.progress_bar

    @contextlib.contextmanager
    def slow() -> Iterator[Callable[[str, int, int], None]]:
        with shown() as tell:
            def tell_slowly(told: str, done: int, of: int) -> None:
                tell(told, done, of)
                for _ in range(300 if told == what else 0):
                    time.sleep(0.1)  # a signal that another thread takes ends no sleep
            yield tell_slowly

    module.PATIENCE = 0.0
    module.progress_bar = slow


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stopping")
    prepare(folder)
    return folder


@pytest.mark.parametrize("line", LINES)
def test_ctrl_c_ends_it_and_leaves_all_as_it_was(ground: Path, line: str) -> None:
    before = sorted(ground.rglob("*"))
    child, terminal = pty.fork()
    if not child:
        code = 70
        try:
            os.chdir(ground)
            os.environ |= {"QUIZGEN_CACHE": "cache", "COLUMNS": "120", "TERM": "xterm"}
            slowed(LINES[line])
            for number, name in enumerate(("stdin", "stdout", "stderr")):  # not those of pytest
                setattr(sys, name, os.fdopen(number, "r" if not number else "w", closefd=False))
            code = leave_code(line)
            sys.stderr.flush()
        finally:
            os._exit(code)
    said = b""
    with contextlib.suppress(OSError):  # the terminal is closed at the end
        while LINES[line].encode() not in said:
            said += os.read(terminal, 1 << 12)
        os.write(terminal, b"\x03")
        while part := os.read(terminal, 1 << 12):
            said += part
    os.close(terminal)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 130, said
    assert b"Traceback" not in said
    assert sorted(path for path in ground.rglob("*")
                  if "cache" not in path.parts and path.name != ".stdin") == before
