"""Writing an output whole or not at all; the only place where the package opens one."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from quizgen.problem import UsageError

Data = bytes | Iterable[bytes]


def write_output(path: str, data: Data, inputs: Iterable[str] = ()) -> None:
    """As `write_whole`, but never over what the output is made from.

    UsageError where the file is one of the `inputs`, or belongs to a deck.
    """
    expect_free(path, inputs)
    target = Path(path)
    if target.is_symlink() and target.is_file():
        # The link stays and what it leads to is written; /dev/stdout is held open by who reads it.
        held = os.path.samestat(target.stat(), os.fstat(1))
        path = "-" if held else str(target.resolve())
    write_whole(path, data)


def expect_free(path: str, inputs: Iterable[str] = ()) -> None:
    """UsageError where an output would take the place of one of the `inputs`, or of a deck's file."""
    target = Path(path)
    if path != "-" and target.exists():
        if any(Path(name).exists() and target.samefile(name) for name in inputs):
            raise UsageError(f"{path} is what this is made from; name another file")
        beside = target.resolve().parent
        if (beside / "deck.yaml").is_file() and (
                target.suffix == ".yaml" or target.name in ("history.json", "CHANGELOG.md")):
            raise UsageError(f"{path} belongs to a deck; name another file")


def expect_suffix(option: str, path: str | None, suffix: str) -> None:
    """UsageError where a file is named as what it will not be: a PDF that no Word opens as key.docx."""
    named = Path(path or "").suffix.lower()
    if named and not suffix.endswith(named):
        raise UsageError(f"{option} {path}: it is written as {suffix}; name it so")


def expect_file(option: str, path: str | None) -> None:
    """UsageError where an output would go between the lines that a command prints."""
    if path == "-":
        raise UsageError(f"{option} -: other lines are printed there; name a file")


def write_whole(path: str, data: Data) -> None:
    """Write bytes to a file by way of a temporary name beside it; `-` is standard output.

    They may come part by part: until the last has come, nothing is seen of them. UsageError where
    the folder is missing; OSError where it cannot be written.
    """
    parts = (data,) if isinstance(data, bytes) else data
    if path == "-":
        if sys.stdout is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF), "standard output")
        sys.stdout.buffer.writelines(parts)
        sys.stdout.buffer.flush()
        return
    target = Path(path)
    if target.exists() and not target.is_file() and not target.is_dir():
        _pour(target, parts)
        return
    if target.is_dir():
        raise UsageError(f"{path} is a folder; name a file")
    if not target.parent.is_dir():
        raise UsageError(f"there is no folder {target.parent}; nothing was written")
    # A name that nobody can guess, as `tempfile` makes, which takes longer to import than to write.
    temporary = target.parent / f".{target.name}.{os.urandom(8).hex()}"
    try:
        _replace(target, temporary, parts)
    except OSError as error:
        if error.filename and str(error.filename) != str(temporary):
            raise  # it is not about this file: a picture that cannot be read, no room to work in
        raise OSError(error.errno, error.strerror, path) from None


def _pour(target: Path, parts: Iterable[bytes]) -> None:
    """Write into a device or a pipe, which stays what it is."""
    with target.open("wb") as file:
        file.writelines(parts)


def _replace(target: Path, temporary: Path, parts: Iterable[bytes]) -> None:
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(temporary, flags, 0o600), "wb") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        mask = os.umask(0)
        os.umask(mask)
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~mask
        temporary.chmod(mode)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
