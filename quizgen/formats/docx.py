"""Word: a printed quiz that a teacher can edit, in Word's own styles.

Questions keep with their options (keep-with-next), every sheet and key begins a page in a section
of its own, whose foot has the form and the page's number. What stands in columns is a section more.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from quizgen.formats import Job
from quizgen.formats.docx_styles import set_columns, set_up, text_width
from quizgen.formats.paper.data import forms_of
from quizgen.formats.paper.layout import Layout
from quizgen.formats.paper.printed import Part, printed_parts
from quizgen.formats.paper.ties import TIE, tie, tie_to_number
from quizgen.items.forms import Forms
from quizgen.problem import QuizgenError

EPOCH = (1980, 1, 1, 0, 0, 0)  # the least time that a zip can hold
STYLES = {"title": "Title", "under": "Subtitle", "heading": "Heading 2", "question": "Question",
          "option": "Option", "premise": "Premise", "line": "Answer Line", "answer": "Question",
          "brief": "Explanation", "text": "Explanation", "small": "Remark",
          "directions": "Directions", "fields": "Fields"}


def render(job: Job) -> bytes:
    """A quiz as one form."""
    return print_forms(forms_of(job), Layout.parse(job.options))[0]


def remarks(job: Job) -> list[str]:
    """What Word's file leaves to the PDF."""
    return print_forms(forms_of(job), Layout.parse(job.options))[1]


def _remarks(forms: Forms, layout: Layout) -> list[str]:
    """What Word's file leaves to the PDF."""
    bubbles = layout.answer_sheet and layout.key != "only"
    return [*["Word's answer sheet is a table of letters: bubbles and code are for the PDF"] * bubbles,
            *(f"Word shows no {Path(file).suffix} pictures: {file} is told in words"
              for file in forms.pictures if not _shows(file))]


def print_forms(forms: Forms, layout: Layout) -> tuple[bytes, list[str]]:
    """The forms as .docx, and what it leaves to the PDF; the same forms give the same bytes."""
    from docx import Document

    document = Document()
    set_up(document, forms, layout)
    for at, parts in enumerate(_pages(printed_parts(forms, layout)), start=1):
        columned = _columned(parts) if layout.columns > 1 else len(parts)
        end = f"_end{at}" if columned < len(parts) else ""
        _begin_page(document, parts[0].text, end, first=at == 1)
        _write(document, parts[1:columned], forms, layout)
        if end:
            set_columns(_begin_section(document, continuous=True), layout.columns)
            _write(document, parts[columned:], forms, layout, layout.columns)
            _name_end(document, end, at)
    out = io.BytesIO()
    document.save(out)
    return _timeless(out.getvalue()), _remarks(forms, layout)


def _pages(parts: Iterable[Part]) -> Iterator[list[Part]]:
    """The parts of each sheet and key, the one that begins it first."""
    page: list[Part] = []
    for part in parts:
        if part.role == "page" and page:
            yield page
            page = []
        page.append(part)
    yield page


def _columned(parts: list[Part]) -> int:
    """Where the columns of a page begin: at its first question or answer, and what stays with it. What
    has none spans the page, as do titles and names.
    """
    first = next((at for at, part in enumerate(parts) if part.role in ("question", "answer")),
                 len(parts))
    while first < len(parts) and parts[first - 1].role in ("heading", "small") \
            and parts[first - 1].with_next:
        first -= 1
    return first


def _write(
    document: Any, parts: Iterable[Part], forms: Forms, layout: Layout, columns: int = 1
) -> None:
    """Parts that span the page, or one of so many columns."""
    width = text_width(layout, columns)
    for part in parts:
        if part.role == "table":
            _table(document, part, width)
        elif part.role == "picture":
            _picture(document, part, forms.pictures[part.after], layout, width)
        elif part.role == "fields":
            _fields(document, part, across=1 if layout.large_print else 2)
        else:
            _paragraph(document, part)


def _begin_page(document: Any, foot: str, end: str, *, first: bool) -> None:
    """A new page in a section of its own, whose pages are counted from 1; `end` names the last of them
    where other sections follow on them.
    """
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    section = document.sections[0] if first else _begin_section(document)
    set_columns(section, 1)
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    # The schema wants it before w:cols.
    section._sectPr.find(qn("w:cols")).addprevious(numbering)
    section.footer.is_linked_to_previous = False
    paragraph = section.footer.paragraphs[0]
    paragraph.add_run(f"{foot} · Page ")
    _field(paragraph, "PAGE", "1")
    if end:
        paragraph.add_run(" of ")
        _field(paragraph, f"PAGEREF {end}", "…")
    else:  # What does not know the field (LibreOffice, Google Docs) shows nothing in its place.
        _field(paragraph, "SECTIONPAGES \\# \"' of '0\"", "")


def _begin_section(document: Any, *, continuous: bool = False) -> Any:
    """A new section, on a new page or below the one before; that ends with its last paragraph and not
    with an empty one, which would be a line too many.
    """
    from docx.enum.section import WD_SECTION
    from docx.oxml.ns import qn

    section = document.add_section(WD_SECTION.CONTINUOUS if continuous else WD_SECTION.NEW_PAGE)
    for numbering in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(numbering)
    empty = section._sectPr.getprevious()
    empty.getprevious().set_sectPr(empty.pPr.find(qn("w:sectPr")))
    empty.getparent().remove(empty)
    return section


def _name_end(document: Any, name: str, number: int) -> None:
    """A bookmark in the last paragraph, for a foot to tell its page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    last = document.element.body.sectPr.getprevious()
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), str(number))
        if tag == "w:bookmarkStart":
            mark.set(qn("w:name"), name)
        last.append(mark)


def _field(paragraph: Any, code: str, shown: str) -> None:
    """A field that Word fills, and what is shown until then."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", shown), ("end", "")):
        run = paragraph.add_run(text if kind == "text" else "")
        if kind == "":
            element = OxmlElement("w:instrText")
            element.text = f" {code} "
            run._r.append(element)
        elif kind != "text":
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
            run._r.append(element)


def _paragraph(document: Any, part: Part) -> None:
    paragraph = document.add_paragraph(style=STYLES[part.role])
    paragraph.paragraph_format.keep_with_next = part.with_next
    (_fill_brief if part.role == "brief" else _fill)(paragraph, part)


def _fields(document: Any, part: Part, across: int) -> None:
    """What a student fills in, so many on a line."""
    told = [f"{label} {'_' * 8} {value}" if value.startswith("of ") else f"{label} {value}\t"
            for label, value in part.rows]
    for at in range(0, len(told), across):
        document.add_paragraph(tie("\t".join(told[at : at + across])), style="Fields")


def _shows(file: str) -> bool:
    return not file.lower().endswith(".webp")


def _picture(document: Any, part: Part, data: bytes, layout: Layout, width: float) -> None:
    """A picture with its words for who does not see it; those words alone where Word cannot show it."""
    from docx.image.exceptions import (
        InvalidImageStreamError,
        UnexpectedEndOfFileError,
        UnrecognizedImageError,
    )
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    paragraph = document.add_paragraph(style="Explanation")
    paragraph.paragraph_format.keep_with_next = part.with_next
    if not _shows(part.after):
        paragraph.add_run(f"[Picture: {part.text}]")
        return
    try:
        shown = paragraph.add_run().add_picture(io.BytesIO(data), height=Mm(42))
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError, ValueError,
            LookupError):
        raise QuizgenError(f"the picture {part.after} is damaged and cannot be printed: save it anew "
                           "from a picture program, or leave it out") from None
    widest = Mm(width - 20)
    if shown.width > widest:
        shown.width, shown.height = widest, int(shown.height * widest / shown.width)
    shown._inline.docPr.set("descr", part.text)
    if layout.greyscale:
        shown._inline.find(f".//{qn('a:blip')}").append(OxmlElement("a:grayscl"))


def _fill(paragraph: Any, part: Part) -> None:
    """The runs of a paragraph: mark, text, and what comes after."""
    mark = {"premise": f"____\t{part.mark}\t", "option": f"{part.mark}\t"}.get(
        part.role, f"{part.mark}\t" if part.role in ("question", "answer") else f"{part.mark} ")
    if part.mark:
        paragraph.add_run(mark).bold = part.role != "small"
    paragraph.add_run(tie(part.text)).bold = part.role == "answer" or None
    if part.role == "line" and part.after:
        paragraph.add_run(f"\t{part.after}")
    elif part.after:
        after = part.after.replace(" ", TIE) if part.role == "question" else tie(part.after)
        paragraph.add_run(f" {after}")


def _fill_brief(paragraph: Any, part: Part) -> None:
    """The runs of a short key: each number, and its answer on the same line."""
    for at, (number, answer) in enumerate(part.rows):
        paragraph.add_run(" · " if at else "")
        paragraph.add_run(number).bold = True
        paragraph.add_run(tie_to_number(answer))


def _table(document: Any, part: Part, width: float) -> None:
    """A table as wide as the text, its columns by the longest that stands in each."""
    from docx.enum.table import WD_ALIGN_VERTICAL
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    longest = [4 + max(map(len, column)) for column in zip(*part.rows, strict=True)]
    room = width / sum(longest)
    table = document.add_table(rows=0, cols=len(part.rows[0]), style="Table Grid")
    table.autofit = False
    for column, letters in zip(table.columns, longest, strict=True):
        column.width = Mm(letters * room)
    for at, cells in enumerate(part.rows):
        row = table.add_row()
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if at == 0:  # repeated on every page, and read out as a header
            properties.append(OxmlElement("w:tblHeader"))
        for cell, text, letters in zip(row.cells, cells, longest, strict=True):
            cell.width, cell.vertical_alignment = Mm(letters * room), WD_ALIGN_VERTICAL.CENTER
            cell.paragraphs[0].style = "Table Text"
            cell.paragraphs[0].add_run(text).bold = at == 0 or None
    table._tbl.tblPr.find(qn("w:tblLook")).set(qn("w:firstColumn"), "0")
    document.add_paragraph()


def _timeless(data: bytes) -> bytes:
    """The same package with no times in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, \
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            info = zipfile.ZipInfo(entry.filename, EPOCH)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(info, old.read(entry))
    return out.getvalue()
