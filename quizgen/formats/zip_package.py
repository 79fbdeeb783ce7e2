"""A zip file that is the same on any day and system."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterable, Iterator

from quizgen.formats.parts import on_disk

HELD = 1 << 26  # bytes of a member, and of the package, in memory; more goes through a file
PART = 1 << 20  # bytes


def zip_parts(members: Iterable[tuple[str, Iterable[bytes]]]) -> Iterator[bytes]:
    """The members in their order, as of the format's first day; a name that ends in `/` is a folder.

    OSError names the folder for temporary files where that has no room.
    """
    with tempfile.SpooledTemporaryFile(HELD) as out:
        with on_disk(), zipfile.ZipFile(out, "w") as package:
            for name, parts in members:
                _add(package, name, iter(parts))
        out.seek(0)
        while part := out.read(PART):
            yield part


def _add(package: zipfile.ZipFile, name: str, parts: Iterator[bytes]) -> None:
    """A member; one of which the size is not known when it begins has the format's 64-bit fields."""
    member = zipfile.ZipInfo(name)
    member.create_system, member.external_attr = 3, 0o644 << 16
    member.compress_type = zipfile.ZIP_DEFLATED
    if name.endswith("/"):
        member.external_attr, member.compress_type = (0o40755 << 16) | 0x10, zipfile.ZIP_STORED
    begun = bytearray()
    for part in parts:
        begun += part
        if len(begun) > HELD:
            break
    member.file_size = len(begun)
    with package.open(member, "w", force_zip64=len(begun) > HELD) as file:
        file.write(begun)
        begun.clear()
        for part in parts:
            file.write(part)
