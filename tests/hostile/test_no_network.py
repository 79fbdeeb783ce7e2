"""No command opens a connection: each is run where the system ends a process that tries."""

from __future__ import annotations

import ctypes
import platform
import signal
import socket
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from quizgen.cli import COMMANDS
from quizgen.formats import FORMATS
from tests.hostile.every_command import CASES, forked, prepare, run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot fork")
SOCKET = {"x86_64": 41, "aarch64": 198}   # the number of the system call
GIT = ("git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")


def cage() -> None:
    """From here on whoever makes a socket but a local one is killed: Python, Rust or a child (Linux);
    elsewhere Python's own hook ends the process.
    """
    def listen(event: str, _: tuple[Any, ...]) -> None:
        if event in ("socket.connect", "socket.getaddrinfo", "socket.bind", "urllib.Request"):
            sys.stderr.write(f"{event}\n")
            signal.raise_signal(signal.SIGKILL)

    sys.addaudithook(listen)
    number = SOCKET.get(platform.machine())
    if sys.platform != "linux" or number is None:
        return
    # seccomp(2): load the call's number; if it is socket(), its family; kill unless AF_UNIX.
    steps = ((0x20, 0, 0, 0), (0x15, 0, 3, number), (0x20, 0, 0, 16), (0x15, 1, 0, socket.AF_UNIX),
             (0x06, 0, 0, 0x80000000), (0x06, 0, 0, 0x7FFF0000))
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_void_p))

    program = Program(len(steps), ctypes.cast(code, ctypes.c_void_p))
    system = ctypes.CDLL(None)
    assert system.prctl(38, 1, 0, 0, 0) == 0          # PR_SET_NO_NEW_PRIVS
    assert system.prctl(22, 2, ctypes.byref(program)) == 0   # PR_SET_SECCOMP, SECCOMP_MODE_FILTER


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


def test_no_command_needs_or_tries_the_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZGEN_HOME", str(tmp_path / "home"))
    prepare(tmp_path)
    for words in (("init", "-q"), ("add", "town"), ("commit", "-qm", "a")):
        subprocess.run([*GIT, *words], cwd=tmp_path, check=True)
    monkeypatch.chdir(tmp_path)

    def work() -> int:
        cage()
        for lines in CASES.values():
            for line in lines:
                code = run(line)
                sys.stdout.write(f"::{code} {line.splitlines()[0]}\n")
                sys.stdout.flush()
        return 0

    code = forked(work, tmp_path / "out")
    told = (tmp_path / "out").read_text("utf-8", "replace")
    assert code == 0, told[-2000:]
    ended = [line for line in told.splitlines() if line.startswith("::")]
    assert [line for line in ended if not line.startswith("::0 ")] == []
    assert len(ended) == sum(map(len, CASES.values()))
