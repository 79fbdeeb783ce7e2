"""A picture that goes with a fact: whose it is, and its file, which is looked at but never decoded.

A file of an unknown make can carry scripts or unpack to gigabytes. So four raster formats are read,
by suffix and by their first bytes, and size and measures are bounded before anyone opens them.
"""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from quizgen.bank.text import Frozen, Text, Url

MAX_BYTES = 2_000_000  # a photograph 1600 pixels wide has about 400 kB
MAX_SIDE = 4096  # pixels; a small file can claim to be as large as memory
SUFFIXES = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WebP", ".gif": "GIF"}

_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.I)  # no files on Windows


def is_device(name: str) -> bool:
    """Whether no file can have the name on Windows: `con`, `aux.png`."""
    return _DEVICE.match(name) is not None


def check_file_name(file: str) -> str:
    """A path below the deck's folder, spelled alike on every system: `pictures/minsk.jpg`."""
    for part in file.split("/"):
        if not _PART.match(part) or part.endswith(".") or is_device(part):
            raise ValueError("a picture's file is a path inside the deck's folder: "
                             "pictures/minsk.jpg (letters, digits, dots, hyphens, underscores)")
    if Path(file).suffix.lower() not in SUFFIXES:
        raise ValueError(f"a picture ends in {', '.join(SUFFIXES)}")
    return file


class Picture(Frozen):
    """A picture: its file in the deck's folder, what it shows, and whose it is."""

    file: Annotated[
        str, StringConstraints(max_length=200), AfterValidator(check_file_name)
    ] = Field(description="In the deck's folder: pictures/minsk.jpg.")
    alt: Text = Field(description="What it shows, for those who do not see it.")
    credit: Text = Field(description="Whose it is.")
    licence: Text
    url: Url | None = Field(None, description="Where it is from.")


def read_picture(root: Path, file: str) -> bytes:
    """The bytes of a picture of the deck in `root`; ValueError says what is wrong with its file."""
    path = root
    for part in file.split("/"):
        path /= part
        if path.is_symlink():
            raise ValueError("is a symbolic link: put the file itself there")
    if not path.is_file():
        raise ValueError("is no file" if path.exists() else "there is no such file")
    try:
        with path.open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise ValueError(f"cannot be read: {error.strerror}") from None
    if len(data) > MAX_BYTES:
        raise ValueError(f"is larger than {MAX_BYTES // 1_000_000} MB: scale it down")
    measure_picture(data, file)
    return data


def measure_picture(data: bytes, file: str) -> tuple[int, int]:
    """Width and height in pixels; ValueError unless the bytes begin as the file's suffix says, with
    measures within bounds.
    """
    wanted = SUFFIXES[Path(file).suffix.lower()]
    for name, measure in (("PNG", _png), ("JPEG", _jpeg), ("WebP", _webp), ("GIF", _gif)):
        try:
            size = measure(data)
        except (struct.error, IndexError):
            raise ValueError(f"is a broken {name} file") from None
        if size is None:
            continue
        if name != wanted:
            raise ValueError(f"is a {name} file by its content: name it so")
        if not all(0 < side <= MAX_SIDE for side in size):
            raise ValueError(f"measures {size[0]} × {size[1]} pixels; from 1 to {MAX_SIDE} a side")
        return size
    raise ValueError(f"is no {wanted} file")


def _png(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG (ISO/IEC 15948, 11.2.2); None where it is none."""
    if not data.startswith(b"\x89PNG\r\n\x1a\n"):
        return None
    return (0, 0) if data[12:16] != b"IHDR" else struct.unpack_from(">II", data, 16)


def _gif(data: bytes) -> tuple[int, int] | None:
    """Width and height of a GIF's screen (GIF89a, 18); None where it is none."""
    return struct.unpack_from("<HH", data, 6) if data[:6] in (b"GIF87a", b"GIF89a") else None


def _jpeg(data: bytes) -> tuple[int, int] | None:
    """Width and height in a JPEG's frame header (ITU-T T.81, B.2.2); None where it is none."""
    if not data.startswith(b"\xff\xd8\xff"):
        return None
    at = 2
    while True:
        while data[at] == 0xFF:
            at += 1
        marker, at = data[at], at + 1
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", data, at + 3)
            return width, height
        at += struct.unpack_from(">H", data, at)[0]
        if data[at] != 0xFF:
            return 0, 0


def _webp(data: bytes) -> tuple[int, int] | None:
    """Width and height of a WebP's canvas (RFC 9649); None where it is none."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        return None
    match data[12:16]:
        case b"VP8X":
            return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(
                data[27:30], "little")
        case b"VP8L":
            bits = struct.unpack_from("<I", data, 21)[0]
            return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
        case b"VP8 ":
            width, height = struct.unpack_from("<HH", data, 26)
            return width & 0x3FFF, height & 0x3FFF
    return 0, 0
