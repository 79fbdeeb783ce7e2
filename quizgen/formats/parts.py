"""Bytes part by part: what a large bank becomes is written as it is made, and never held whole.

What has to be put together before its first byte is known is put together in a temporary file.
"""

from __future__ import annotations

import errno
import json
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any


def joined(texts: Iterable[str], between: str = "", end: str = "") -> Iterator[bytes]:
    """Texts in UTF-8, with something between them and after the last."""
    before = ""
    for text in texts:
        yield f"{before}{text}".encode()
        before = between
    yield end.encode()


def json_text(value: Any, ascii_alone: bool = False) -> str:
    """A value as JSON that is indented by two."""
    return json.dumps(value, ensure_ascii=ascii_alone, indent=2)


def list_texts(
    frame: Mapping[str, Any], values: Iterable[Iterable[str]], ascii_alone: bool = False
) -> Iterator[str]:
    """The JSON of an object whose last field is an empty list, the values put into that list.

    Each value comes as the texts that its own JSON is made of, so that one of them may be large.
    """
    before, _, after = json_text(frame, ascii_alone).rpartition("[]")
    yield f"{before}["
    between = "\n    "
    for value in values:
        yield between
        for text in value:
            yield text.replace("\n", "\n    ")  # no text of the bank has a line end in JSON
        between = ",\n    "
    yield f"\n  ]{after}"


@contextmanager
def on_disk() -> Iterator[None]:
    """Where temporary files are written: what goes wrong is an OSError that names their folder."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise OSError(errno.EIO, f"no room to put the file together ({error})",
                      tempfile.gettempdir()) from None
    except OSError as error:
        raise OSError(error.errno, error.strerror, error.filename or tempfile.gettempdir()) from None
