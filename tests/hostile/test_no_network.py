"""No command opens a connection: each is run where the system ends a process that tries."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from quizgen.cli import COMMANDS
from quizgen.formats.table import FORMATS
from tests.hostile.caged import cage
from tests.hostile.every_command import CASES, forked, prepare

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot fork")
ROOT = Path(__file__).parents[2]
GIT = ("git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")


def connect() -> int:
    socket.create_connection(("127.0.0.1", 9), timeout=1)
    return 0


@pytest.mark.parametrize("tries", ["python", "child"])
def test_the_cage_holds(tmp_path: Path, tries: str) -> None:
    def work() -> int:
        cage()
        if tries == "python":
            return connect()
        return subprocess.run([sys.executable, "-c", "import socket; socket.socket()"],
                              check=False).returncode and 71

    code = forked(work, tmp_path / "out")
    assert code in ((-signal.SIGKILL, -signal.SIGSYS) if tries == "python" else (71,))


def test_every_command_and_format_is_run() -> None:
    """A new command or format without a case fails here."""
    assert CASES.keys() == COMMANDS.keys()
    lines = " ".join(CASES["export"])
    assert [name for name in FORMATS if f"--format {name} " not in lines and name != "pdf"] == []


def test_no_command_needs_or_tries_the_network(tmp_path: Path) -> None:
    prepare(tmp_path)
    for words in (("init", "-q"), ("add", "town"), ("commit", "-qm", "a")):
        subprocess.run([*GIT, *words], cwd=tmp_path, check=True)
    # Not a fork of this process: Typst's threads, once begun, would be missed by a child.
    around = {"PYTHONPATH": str(ROOT), "QUIZGEN_HOME": str(tmp_path / "home"), "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-m", "tests.hostile.caged"], cwd=tmp_path, check=False,
                          capture_output=True, timeout=120, stdin=subprocess.DEVNULL,
                          env=os.environ | around)
    told = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert done.returncode == 0, told[-2000:]
    ended = [line for line in told.splitlines() if line.startswith("::")]
    assert [line for line in ended if not line.startswith("::0 ")] == []
    assert len(ended) == sum(map(len, CASES.values()))
