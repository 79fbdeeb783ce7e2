"""XML as a small tree that knows its lines; what could harm is refused: DTDs, entities, deep nesting.

The standard library's expat gives the lines, which neither ElementTree nor defusedxml keeps.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

MAX_DEPTH = 40
MAX_NODES = 2_000_000


@dataclass(slots=True)
class Node:
    """An element: its text before the first child, its attributes and children."""

    tag: str
    line: int
    attributes: dict[str, str]
    children: list[Node] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its own text, without its children's."""
        return "".join(self.parts)

    def all(self, tag: str) -> Iterator[Node]:
        """Its children of a tag."""
        return (child for child in self.children if child.tag == tag)

    def first(self, tag: str) -> Node | None:
        """Its first child of a tag."""
        return next(self.all(tag), None)

    def text_of(self, *tags: str) -> str:
        """The text of the first child of a tag, and so on inward; empty where there is none."""
        node: Node | None = self
        for tag in tags:
            node = node.first(tag) if node else None
        return node.text if node else ""


@dataclass(frozen=True, slots=True)
class RefusedXml(Exception):
    """XML that is broken, or could harm; nothing after the line is read."""

    line: int
    message: str


def read_xml(text: str) -> Node:
    """The document's root. RefusedXml where it is not well formed, has a DTD or nests too deep."""
    parser = expat.ParserCreate(encoding="utf-8")
    top = Node("", 0, {})
    stack, count = [top], 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if len(stack) > MAX_DEPTH or count > MAX_NODES:
            raise RefusedXml(parser.CurrentLineNumber, f"nested more than {MAX_DEPTH} deep"
                             if len(stack) > MAX_DEPTH else f"more than {MAX_NODES:,} elements")
        node = Node(tag, parser.CurrentLineNumber, attributes)
        stack[-1].children.append(node)
        stack.append(node)

    def end(_: str) -> None:
        stack.pop()

    def characters(data: str) -> None:
        stack[-1].parts.append(data)

    def refuse(*_: object) -> None:
        raise RefusedXml(parser.CurrentLineNumber, "a DTD or an entity of its own is not read")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.buffer_text = True
    try:
        parser.Parse(text.encode(), True)
    except expat.ExpatError as error:
        raise RefusedXml(error.lineno, f"no XML: {expat.ErrorString(error.code)}") from None
    return top.children[0]
