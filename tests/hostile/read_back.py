"""What the reader of each format sees in a file: its words, and all that is more than words."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree import ElementTree

import pytest

from quizgen.items.table import guarded

DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)


@dataclass
class Seen:
    """The words without white space; elements, attributes and links that are not text."""

    parts: list[str] = field(default_factory=list)
    elements: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)

    def say(self, text: str) -> None:
        self.parts.append(re.sub(r"\s|\u00ad|\u200b", "", text))

    @property
    def words(self) -> str:
        return "".join(self.parts)


class Page(HTMLParser):
    """HTML as a browser's tokeniser sees it."""

    def __init__(self, seen: Seen, html: str) -> None:
        super().__init__()
        self.seen = seen
        self.within = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.within = tag
        self.seen.elements.add(tag)
        self.seen.attributes |= {name for name, _ in attrs}
        self.seen.links |= {value or "" for name, value in attrs
                            if name in ("href", "src", "action", "data", "srcset", "style")}
        for name, value in attrs:
            if name in ("alt", "aria-label"):
                self.seen.say(value or "")

    def handle_endtag(self, tag: str) -> None:
        self.within = ""

    def handle_data(self, data: str) -> None:
        self.seen.say(data)

    def handle_comment(self, data: str) -> None:
        self.seen.elements.add("comment")

    def handle_decl(self, decl: str) -> None:
        self.seen.elements.add(f"!{decl.split(maxsplit=1)[0]}")

    def handle_pi(self, data: str) -> None:
        self.seen.elements.add("instruction")


def html(data: bytes, folder: Path) -> Seen:
    seen = Seen()
    Page(seen, data.decode())
    return seen


def markdown(data: bytes, folder: Path) -> Seen:
    """As a reader that takes HTML shows it."""
    from markdown_it import MarkdownIt

    seen = Seen()
    Page(seen, MarkdownIt("commonmark", {"html": True}).enable("table").render(data.decode()))
    return seen


def xml(data: bytes, folder: Path) -> Seen:
    """XML, and the HTML that stands in its texts as text."""
    seen = Seen()
    assert b"<!ENTITY" not in data
    _look(seen, ElementTree.fromstring(data), is_html=False)
    return seen


def _look(seen: Seen, node: ElementTree.Element, is_html: bool) -> None:
    seen.elements.add(node.tag.rpartition("}")[2])
    seen.attributes |= {name.rpartition("}")[2] for name in node.attrib}
    told = node.get("format") or node.get("texttype") or ("html" if is_html else "")
    if "html" in told:
        Page(seen, node.text or "")
    else:
        seen.say(node.text or "")
    seen.say(" ".join(node.attrib.values()))
    for inner in node:
        _look(seen, inner, "html" in told)
        seen.say(inner.tail or "")


def package(data: bytes, folder: Path) -> Seen:
    """A zip of XML: every name a plain path, and no two alike where capitals are none."""
    seen = Seen()
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        names = file.namelist()
        assert len({name.casefold() for name in names}) == len(names)
        for name in names:
            parts = PurePosixPath(name).parts
            assert not any(part in ("..", "/") or DEVICE.match(part) for part in parts), name
            assert re.fullmatch(r"[A-Za-z0-9._/-]+", name), name
            assert file.getinfo(name).external_attr >> 28 != 0o12, "a symbolic link"
            if name.endswith(".xml"):
                inner = xml(file.read(name), folder)
                seen.parts += inner.parts
                seen.elements |= inner.elements
                seen.attributes |= inner.attributes
                seen.links |= inner.links
    return seen


def table(delimiter: str, guards: bool = True) -> Callable[[bytes, Path], Seen]:
    def read(data: bytes, folder: Path) -> Seen:
        seen = Seen()
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter):
            for cell in row:
                # An apostrophe in front, or a number: no formula.
                is_formula = guarded(cell) != cell and not re.fullmatch(r"-?[\d.,]+", cell)
                assert not (guards and is_formula), cell
                seen.say(cell.removeprefix("'"))
        return seen
    return read


def lines(data: bytes, folder: Path) -> Seen:
    seen = Seen()
    seen.say(re.sub(r"\\(.)", r"\1", data.decode()))
    return seen


def workbook(data: bytes, folder: Path) -> Seen:
    """A workbook in which nothing is a formula or a link, nor comes from elsewhere."""
    import openpyxl

    seen = Seen()
    for row in openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows():
        for cell in row:
            assert cell.data_type != "f" and cell.hyperlink is None, cell.value
            seen.say(str(cell.value or ""))
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert not [n for n in file.namelist() if "external" in n.lower() or "vba" in n.lower()]
    return seen


def word(data: bytes, folder: Path) -> Seen:
    """A document without fields, macros or links to anything but web addresses."""
    import docx

    document = docx.Document(io.BytesIO(data))
    seen = Seen()
    for node in document.element.body.iter():
        name = str(node.tag).rpartition("}")[2]
        seen.elements.add(name)
        if name in ("p", "tbl"):
            seen.say("\n")
        if name == "t":
            seen.say(node.text or "")
    seen.links |= {str(r.target_ref) for r in document.part.rels.values() if r.is_external}
    return seen


def portable(data: bytes, folder: Path) -> Seen:
    """A PDF that runs and opens nothing."""
    import pypdf

    seen = Seen()
    reader = pypdf.PdfReader(io.BytesIO(data))
    for page in reader.pages:
        seen.say(page.extract_text())
        for note in page.get("/Annots") or []:
            action = note.get_object().get("/A", {})
            seen.elements.add(str(action.get("/S")))
            seen.links.add(str(action.get("/URI", "")))
    root: Any = reader.trailer["/Root"]
    seen.elements |= {name for name in ("/OpenAction", "/AA", "/AcroForm") if name in root}
    return seen


def cards(data: bytes, folder: Path) -> Seen:
    """Every side of every card, as Anki itself renders it."""
    pytest.importorskip("anki")
    from tests.formats.learner import Learner, without_style

    seen = Seen()
    learner = Learner(folder)
    try:
        learner.bring_in(data)
        collection = learner.collection
        for number in collection.find_cards(""):
            card = collection.get_card(number)
            for side in (card.question(), card.answer()):
                Page(seen, without_style(side))
            assert card.question_av_tags() == card.answer_av_tags() == []
        assert learner.repairs() == "Database rebuilt and optimized."
        assert len(collection.decks.all_names_and_ids()) == 2
    finally:
        learner.close()
    return seen


def values(data: bytes, folder: Path) -> Seen:
    seen = Seen()
    for text in _strings(json.loads(data)):
        seen.say(text)
    return seen


def script(data: bytes, folder: Path) -> Seen:
    """A script that says nothing but ASCII, run in V8 against a stand-in for what Google has."""
    racer = pytest.importorskip("py_mini_racer")
    from tests.formats.test_google_forms import STAND_IN

    made = racer.MiniRacer().eval(f"{STAND_IN}{data.decode('ascii')}makeQuiz(); JSON.stringify(made)")
    return values(made.encode(), folder)


def _strings(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


READERS: dict[str, Callable[[bytes, Path], Seen]] = {
    "apkg": cards, "pdf": portable, "docx": word, "paper-html": html, "paper-md": markdown,
    "moodle-xml": xml, "gift": lines, "canvas": package, "qti21": package, "aiken": lines,
    "blackboard": table("\t", guards=False), "google-forms": script, "kahoot": workbook,
    "wayground": workbook, "blooket": table(","), "gimkit": table(","),
    "quizlet": table("\t", guards=False), "json": values, "csv": table(","), "markdown": markdown,
    "claims": values, "html": html,
}
