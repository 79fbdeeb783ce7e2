"""Every format of items writes what it wrote before; QUIZGEN_GOLDEN=renew takes the new as right.

Zip and workbook are compared by what is in them: how they are packed is the library's business.
"""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import openpyxl
import pytest

from quizgen.formats import Job, render
from quizgen.formats.table import FORMATS
from tests.formats.every_kind import EVERY_KIND

GOLDEN = Path(__file__).parent / "golden"
NAMES = [row.name for row in FORMATS.values() if row.takes == "items" and row.name != "apkg"]


def readable(suffix: str, data: bytes) -> str:
    """The bytes of a format as text."""
    if suffix == ".zip":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return "".join(f"=== {name}\n{package.read(name).decode()}" for name in package.namelist())
    if suffix == ".xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        return "".join(f"{cell.coordinate}\t{cell.value!r}\n" for sheet in book for row in sheet
                       for cell in row if cell.value is not None)
    return data.decode()


@pytest.fixture
def every_kind(job: Job) -> Job:
    return job._replace(items=EVERY_KIND)


@pytest.mark.parametrize("name", NAMES)
def test_the_format_is_what_it_was(every_kind: Job, name: str) -> None:
    suffix = FORMATS[name].suffix
    now = readable(suffix, render(name, every_kind)).replace("\r\n", "\n")
    file = GOLDEN / f"{name}{'.txt' if suffix in ('.zip', '.xlsx') else suffix}"
    if os.environ.get("QUIZGEN_GOLDEN") == "renew":
        file.write_text(now, encoding="utf-8", newline="\n")
    assert file.read_text(encoding="utf-8") == now


@pytest.mark.parametrize("name", NAMES)
def test_the_same_items_give_the_same_bytes(every_kind: Job, name: str) -> None:
    assert render(name, every_kind) == render(name, every_kind)
