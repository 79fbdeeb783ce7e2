"""A picture for paper: its measures, its bytes as a web address, and as SVG for Typst."""

from __future__ import annotations

from pathlib import Path

TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp",
         ".gif": "image/gif"}
GREY = '<filter id="grey"><feColorMatrix type="saturate" values="0"/></filter>'


def picture_address(file: str, data: bytes) -> str:
    """The picture itself as an address."""
    from base64 import b64encode

    return f"data:{TYPES[Path(file).suffix.lower()]};base64,{b64encode(data).decode()}"


def picture_values(file: str, data: bytes, greyscale: bool) -> dict[str, str | float]:
    """What Typst needs: its input is text alone, so the file's bytes stand in a drawing.

    `shape` is the width in parts of the height.
    """
    from quizgen.bank.picture import measure_picture  # imports the models

    width, height = measure_picture(data, file)
    size = f'width="{width}" height="{height}"'
    style, how = (GREY, ' filter="url(#grey)"') if greyscale else ("", "")
    return {"shape": width / height, "svg": (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" {size}>{style}'
        f'<image {size}{how} href="{picture_address(file, data)}"/></svg>')}
