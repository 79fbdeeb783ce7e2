"""A process of its own in which every command is run where the system ends who makes a connection.

    python -m tests.hostile.caged   in a folder that `prepare` filled; a line `::CODE COMMAND` for each
"""

from __future__ import annotations

import ctypes
import platform
import signal
import socket
import struct
import sys
from typing import Any

from tests.hostile.every_command import CASES, run

SOCKET = {"x86_64": 41, "aarch64": 198}   # the number of the system call


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


if __name__ == "__main__":
    cage()
    for lines in CASES.values():
        for line in lines:
            code = run(line)
            sys.stdout.write(f"::{code} {line.splitlines()[0]}\n")
            sys.stdout.flush()
