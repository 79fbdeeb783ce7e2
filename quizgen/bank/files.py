"""The files of a deck as they lie in its folder, before anything is read: what tells an edit.

Imports neither the models nor YAML.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

try:
    from _blake2 import blake2b  # of hashlib, which loads OpenSSL besides: a fortieth of a printed quiz
except ImportError:
    from hashlib import blake2b

MAX_BYTES = 8_000_000   # a digest of a hundred facts has 40 kB


def digest_of(text: str) -> str:
    """Forty digits (160 bits of BLAKE2b) that name what is kept in a cache."""
    return blake2b(text.encode("utf-8", "surrogateescape"), digest_size=20).hexdigest()


def path_of(name: str) -> Path:
    """The path that a user names: `~` is a home, and `~somebody` who has none is a name like others."""
    return Path(os.path.expanduser(name))  # noqa: PTH111 - Path's own raises where nobody is known


def fingerprint_files(folder: Path) -> str | None:
    """The digest of the names and contents of all that is read of a deck; None where it cannot be
    read, which the reader puts into words.

    Contents, not times: an edit can leave a file's size alone and fall into the same tick of its
    clock. A bank of 100,000 facts takes 0.04 s.
    """
    total = blake2b()
    try:
        with os.scandir(folder) as entries:  # of a thousand files, a Path each would cost as much
            names = sorted(entry.name for entry in entries)
        for name in names:
            if name.lower().endswith((".yaml", ".yml")):  # a .yml is not read, and a fault
                data = _content(f"{folder}{os.sep}{name}")
                if data is None:
                    return None
                total.update(b"%s\0%d\0" % (os.fsencode(name), len(data)))
                total.update(data)
    except OSError:
        return None
    return total.hexdigest()


def fingerprint_rest(folder: Path) -> str | None:
    """The digest of what lies beside what is read: pictures by name, size and time, the history's
    content; None where it cannot be read.
    """
    total = blake2b()
    try:
        for place, folders, files in os.walk(folder):
            folders.sort()
            for name in sorted(files):
                path = f"{place}{os.sep}{name}"
                about = os.lstat(path)
                if name.endswith(".json"):
                    data = _content(path)
                    total.update(repr((path, data)).encode("utf-8", "surrogateescape"))
                elif not name.endswith((".yaml", ".yml")):
                    told = repr((path, about.st_size, about.st_mtime_ns))
                    total.update(told.encode("utf-8", "surrogateescape"))
    except (OSError, UnicodeError):
        return None
    return total.hexdigest()


def _content(path: str) -> bytes | None:
    """The bytes of a plain file of a size that is read; nothing else is opened: a pipe would wait."""
    about = os.stat(path)  # noqa: PTH116
    if not stat.S_ISREG(about.st_mode) or about.st_size > MAX_BYTES:
        return None
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123
        return file.read(about.st_size + 1)
