"""Pictures of facts: what is refused before anyone opens them, and at which line."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import Any

import pytest

from quizgen.bank.picture import MAX_BYTES, check_file_name, read_picture

FACT = """\
  - id: f
    kind: meeting
    date: 2023-09
    host: reed
    guest: lind
    picture:
      file: {file}
      alt: Two people at a table
      credit: Eva Lind
      licence: CC-BY-4.0
"""


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress((b"\0" + bytes(min(width, 99))) * min(height, 99)))
            + chunk(b"IEND", b""))


def jpeg(width: int, height: int) -> bytes:
    return (b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xdb\0\x03a\xff\xc2\0\x0b\x08"
            + struct.pack(">HH", height, width) + b"\x01\x01\x11\0\xff\xd9")


def gif(width: int, height: int) -> bytes:
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\0\0\0;"


def webp(kind: bytes, width: int, height: int) -> bytes:
    body = {
        b"VP8X": b"\x0a\0\0\0" + bytes(4) + (width - 1).to_bytes(3, "little")
        + (height - 1).to_bytes(3, "little"),
        b"VP8L": b"\x05\0\0\0\x2f" + struct.pack("<I", (width - 1) | (height - 1) << 14),
        b"VP8 ": b"\x0a\0\0\0\0\0\0\x9d\x01\x2a" + struct.pack("<HH", width, height),
    }[kind]
    return b"RIFF" + struct.pack("<I", 8 + len(body)) + b"WEBP" + kind + body


GOOD = {
    "a.png": png(20, 10), "a.jpg": jpeg(20, 10), "b.JPEG": jpeg(4096, 1), "a.gif": gif(1, 4096),
    "x.webp": webp(b"VP8X", 20, 4096), "l.webp": webp(b"VP8L", 20, 10), "v.webp": webp(b"VP8 ", 20, 10),
}
BAD = [
    ("a.png", jpeg(20, 10), "is a JPEG file by its content"),
    ("a.jpg", b"<svg onload='alert(1)'/>", "is no JPEG file"),
    ("a.png", b"", "is no PNG file"),
    ("a.png", png(1, 1)[:18], "is a broken PNG file"),
    ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(30), "measures 0 × 0 pixels"),
    ("a.png", png(4097, 1), "measures 4097 × 1 pixels; from 1 to 4096 a side"),
    ("a.png", png(60000, 60000), "measures 60000 × 60000 pixels"),
    ("a.jpg", jpeg(20, 5000), "measures 20 × 5000 pixels"),
    ("a.jpg", b"\xff\xd8\xff" + b"\xe0\0\0" * 9, "measures 0 × 0 pixels"),
    ("a.jpg", b"\xff\xd8" + b"\xff" * 99, "is a broken JPEG file"),
    ("a.gif", b"GIF89a", "is a broken GIF file"),
    ("a.webp", webp(b"VP8X", 5000, 10), "measures 5000 × 10 pixels"),
    ("a.webp", b"RIFF\0\0\0\0WEBPVP9 ", "measures 0 × 0 pixels"),
    ("a.png", png(1, 1) + bytes(MAX_BYTES), "is larger than 2 MB"),
]


@pytest.mark.parametrize("name", GOOD)
def test_four_formats_are_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(GOOD[name])
    assert read_picture(tmp_path, name) == GOOD[name]


@pytest.mark.parametrize(("name", "data", "message"), BAD)
def test_what_could_harm_is_refused(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ValueError, match=message):
        read_picture(tmp_path, name)


def test_only_the_decks_own_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "outside.png").write_bytes(png(1, 1))
    deck = tmp_path / "deck"
    (deck / "d.png").mkdir(parents=True)
    (deck / "link.png").symlink_to(tmp_path / "outside.png")
    (deck / "folder").symlink_to(tmp_path)
    for file, message in (("link.png", "symbolic link"), ("folder/outside.png", "symbolic link"),
                          ("d.png", "is no file"), ("none.png", "there is no such file")):
        with pytest.raises(ValueError, match=message):
            read_picture(deck, file)


@pytest.mark.parametrize("file", [
    "../a.png", "/etc/a.png", "a/../b.png", "a\\b.png", "C:a.png", "~/a.png", ".a.png", "a//b.png",
    "con.png", "pictures/NUL.x.png", "dir./a.png", "a b.png", "a\n.png", "é.png", "", "a.svg", "a",
    "https://example.org/a.png",
])
def test_a_path_that_could_lead_elsewhere_is_refused(file: str) -> None:
    with pytest.raises(ValueError, match="a picture"):
        check_file_name(file)


def test_a_deck_with_a_picture(read: Any, tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "talk.png").write_bytes(png(20, 10))
    deck, problems = read(FACT.format(file="pictures/talk.png"))
    assert problems == []
    assert deck.folder == tmp_path
    assert deck.facts["f"].picture.alt == "Two people at a table"


@pytest.mark.parametrize(("file", "message"), [
    ("talk.png", "2023-09-15.yaml:13: f: talk.png there is no such file [picture]"),
    ("../talk.png", "2023-09-15.yaml:13: `picture.file`: a picture's file is a path inside"),
    ("talk.svg", "2023-09-15.yaml:13: `picture.file`: a picture ends in .png, .jpg"),
])
def test_a_picture_that_cannot_be_used_is_told_at_its_line(
    read: Any, file: str, message: str
) -> None:
    _, (problem,) = read(FACT.format(file=file))
    assert problem.startswith(message)


def test_names_that_differ_in_capitals_alone_are_told(read: Any, tmp_path: Path) -> None:
    for name in ("talk.png", "Talk.png"):
        (tmp_path / name).write_bytes(png(1, 1))
    facts = FACT.format(file="talk.png") + FACT.format(file="Talk.png").replace("id: f", "id: g")
    _, (problem,) = read(facts)
    assert problem == ("2023-09-15.yaml:23: g: `Talk.png` and `talk.png` differ in capitals alone: "
                       "some systems hold them for one file [picture]")


def test_whose_a_picture_is_must_be_said(read: Any) -> None:
    _, problems = read(FACT.format(file="a.png").replace("      credit: Eva Lind\n", ""))
    assert any("missing `picture.credit`" in problem for problem in problems)
