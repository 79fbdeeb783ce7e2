"""A zip file that is the same on any day and system."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping


def make_zip(members: Mapping[str, bytes]) -> bytes:
    """The members in their order, as of the format's first day; a name that ends in `/` is a folder."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in members.items():
            member = zipfile.ZipInfo(name)
            member.create_system, member.external_attr = 3, 0o644 << 16
            if name.endswith("/"):
                member.external_attr = (0o40755 << 16) | 0x10
            package.writestr(member, data,
                             zipfile.ZIP_STORED if name.endswith("/") else zipfile.ZIP_DEFLATED)
    return out.getvalue()
