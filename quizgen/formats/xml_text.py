"""Texts in HTML and XML: escaped, and without the characters that XML cannot hold."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
PLACE = "place"  # an element that stands for those to come; no text of the bank is an element
# Everything outside of XML 1.0's Char production; the bank refuses most of it already.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def html_text(text: str) -> str:
    """A text as HTML that shows it literally; not for attributes."""
    return html.escape(text, quote=False)


def quoted(text: str) -> str:
    """A text as the value of an HTML attribute, with its quotation marks."""
    return f'"{html.escape(text)}"'


def add(parent: ET.Element, tag: str, text: str | None = None, /, **attributes: str) -> ET.Element:
    """A new child, with a text and attributes."""
    child = ET.SubElement(parent, tag, {name: clean(value) for name, value in attributes.items()})
    child.text = clean(text) if text else None
    return child


def clean(text: str) -> str:
    """The text with U+FFFD for what XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)


def xml_bytes(root: ET.Element) -> bytes:
    """The document, indented, in UTF-8."""
    ET.indent(root)
    return f"{DECLARATION}{_text(root)}\n".encode()


def xml_parts(
    root: ET.Element, parent: ET.Element, children: Iterable[ET.Element], depth: int
) -> Iterator[bytes]:
    """The same with children that come one by one into a parent, which is so deep in the document.

    They follow those that the parent has.
    """
    add(parent, PLACE)
    before, _, after = xml_bytes(root).decode().partition(f"<{PLACE} />")
    for child in children:
        ET.indent(child, level=depth + 1)
        yield f"{before}{_text(child)}".encode()
        before = f"\n{'  ' * (depth + 1)}"
    yield after.encode()


def _text(node: ET.Element) -> str:
    text: str = ET.tostring(node, "unicode")
    return text
