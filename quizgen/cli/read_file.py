"""Reading an input file or standard input; the only place where a command opens one."""

from __future__ import annotations

import sys
from pathlib import Path

from quizgen.bank.files import path_of
from quizgen.problem import UsageError


def read_bytes(path: str, limit: int) -> bytes:
    """The bytes of a file, one more than `limit` at most; `-` is standard input.

    UsageError where there is no such file; OSError where it cannot be read.
    """
    if path == "-":
        return sys.stdin.buffer.read(limit + 1) if sys.stdin else b""
    file = path_of(path)
    if file.is_dir():
        raise UsageError(f"{path} is a folder; name a file")
    if not file.exists():
        raise UsageError(f"there is no file {path}{_near(file)}")
    with file.open("rb") as opened:
        return opened.read(limit + 1)


def _near(file: Path) -> str:
    from quizgen.bank.suggest import suggest

    if not file.parent.is_dir():
        return f": there is no folder {file.parent}"
    return suggest(file.name, (entry.name for entry in file.parent.iterdir()))
