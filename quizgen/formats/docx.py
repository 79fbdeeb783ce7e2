"""Word: a printed quiz that a teacher can edit, in Word's own styles.

Questions keep with their options (keep-with-next), every sheet and key begins a page in a section
of its own, whose foot has the form and the page's number.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path
from typing import Any

from quizgen.formats import Job
from quizgen.formats.paper.data import forms_of
from quizgen.formats.paper.layout import Layout
from quizgen.formats.paper.printed import Part, printed_parts
from quizgen.items.forms import Forms
from quizgen.problem import QuizgenError

EPOCH = (1980, 1, 1, 0, 0, 0)  # the least time that a zip can hold
ONCE = datetime.datetime(2000, 1, 1)
SIZES = {"a4": (210.0, 297.0), "us-letter": (215.9, 279.4)}  # mm
GUTTER = 9  # mm between columns
STYLES = {"title": "Title", "under": "Subtitle", "heading": "Heading 2", "question": "Question",
          "option": "Option", "premise": "Premise", "line": "Answer Line", "answer": "Question",
          "text": "Explanation", "small": "Remark", "directions": "Directions", "fields": "Fields"}


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
    _set_up(document, forms, layout)
    first = True
    for part in printed_parts(forms, layout):
        if part.role == "page":
            _begin_page(document, part.text, first)
            first = False
        elif part.role == "table":
            _table(document, part, layout)
        elif part.role == "picture":
            _picture(document, part, forms.pictures[part.after], layout)
        elif part.role == "fields":
            _fields(document, part, layout)
        else:
            _paragraph(document, part)
    out = io.BytesIO()
    document.save(out)
    return _timeless(out.getvalue()), _remarks(forms, layout)


def _set_up(document: Any, forms: Forms, layout: Layout) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    properties = document.core_properties
    properties.title, properties.author = forms.first.title, "quizgen"
    properties.language, properties.comments = forms.language, ""
    properties.created = properties.modified = ONCE
    properties.last_modified_by, properties.revision = "", 1
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(side) for side in SIZES[layout.paper])
    margin = Mm(layout.look["margin"])
    section.left_margin = section.right_margin = margin
    section.top_margin = section.bottom_margin = Mm(25)
    _styles(document, layout)
    language = document.styles.element.find(f".//{qn('w:lang')}")
    if language is not None:
        language.set(qn("w:val"), forms.language)
    if layout.columns > 1:
        columns = section._sectPr.find(qn("w:cols"))
        columns.set(qn("w:num"), str(layout.columns))
        columns.set(qn("w:space"), str(Mm(GUTTER).twips))
    normal = document.styles["Normal"].paragraph_format
    normal.space_after, normal.widow_control = Pt(4), True


def _styles(document: Any, layout: Layout) -> None:
    """The styles of a sheet, made once, so that a teacher changes all questions in one place."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    look, styles = layout.look, document.styles
    face = "Arial" if look["sans"] else "Cambria"
    spacing = 1.5 if layout.dyslexia else 1.3 if layout.large_print else 1.1
    for name in ("Normal", "Title", "Subtitle", "Heading 2"):
        font = styles[name].font
        font.name, font.italic, font.color.rgb = face, False, RGBColor(0x1A, 0x1A, 0x1A)
        fonts = styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(script), None)
    styles["Normal"].font.size = Pt(look["base"])
    styles["Normal"].paragraph_format.line_spacing = spacing
    for border in styles["Title"].element.iter(qn("w:pBdr")):
        for side in border:  # the theme has a blue one
            side.set(qn("w:color"), "1A1A1A")
            side.attrib.pop(qn("w:themeColor"), None)
    styles["Title"].font.size, styles["Title"].font.bold = Pt(look["title"]), True
    styles["Subtitle"].element.get_or_add_rPr().remove_all("w:spacing")  # the theme's wide letters
    styles["Subtitle"].font.size = Pt(max(10, look["small"]))
    styles["Heading 2"].font.size = Pt(look["base"] + 2)
    made: dict[str, tuple[float, float, float, float]] = {  # indent, hanging, before, after
        "Question": (9, 9, 10, 3), "Option": (16, 7, 0, 2), "Premise": (31, 22, 0, 4),
        "Answer Line": (9, 0, 10, 4), "Explanation": (9, 0, 0, 2), "Remark": (9, 0, 0, 4),
        "Directions": (0, 0, 6, 10), "Fields": (0, 0, 8, 6)}
    for name, (indent, hanging, before, after) in made.items():
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.quick_style = styles["Normal"], True
        shape = style.paragraph_format
        shape.left_indent, shape.first_line_indent = Mm(indent), -Mm(hanging)
        shape.space_before, shape.space_after = Pt(before), Pt(after)
        shape.keep_together = True
    styles["Remark"].font.size = Pt(look["small"])
    _underline(styles["Answer Line"])
    _set_tabs(styles, layout)


def _width(layout: Layout) -> float:
    """The width of a line of text in mm."""
    whole = SIZES[layout.paper][0] - 2 * layout.look["margin"]
    return float((whole - (layout.columns - 1) * GUTTER) / layout.columns)


def _has_fields_beside(layout: Layout) -> bool:
    """Whether a line has room for two fields to fill in."""
    return layout.columns == 1 and not layout.large_print


def _set_tabs(styles: Any, layout: Layout) -> None:
    """Lines to write on as tabs, so that they end where they should whatever stands before them."""
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Mm

    width, drawn = _width(layout), WD_TAB_LEADER.LINES
    left, right = WD_TAB_ALIGNMENT.LEFT, WD_TAB_ALIGNMENT.RIGHT
    for name, at, side, leader in (
        ("Answer Line", width, right, WD_TAB_LEADER.SPACES),
        *([("Fields", width * 0.58, left, drawn), ("Fields", width * 0.63, left, WD_TAB_LEADER.SPACES)]
          if _has_fields_beside(layout) else []),
        ("Fields", width, right, drawn),
        ("Premise", 23, left, WD_TAB_LEADER.SPACES),
    ):
        styles[name].paragraph_format.tab_stops.add_tab_stop(Mm(at), side, leader)


def _underline(style: Any) -> None:
    """A line to write on: the paragraph's lower border, as wide as the page."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    border = parse_xml(f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="6" w:space="1" '
                       'w:color="auto"/></w:pBdr>')
    style.element.get_or_add_pPr().insert_element_before(
        border, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc")


def _begin_page(document: Any, foot: str, first: bool) -> None:
    """A new page in a section of its own, whose pages are counted from 1."""
    from docx.enum.section import WD_SECTION
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    section = document.sections[0] if first else document.add_section(WD_SECTION.NEW_PAGE)
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)
    # The schema wants it before w:cols.
    section._sectPr.find(qn("w:cols")).addprevious(numbering)
    section.footer.is_linked_to_previous = False
    paragraph = section.footer.paragraphs[0]
    paragraph.add_run(f"{foot} · Page ")
    _field(paragraph, "PAGE", "1")
    # What does not know the field (LibreOffice, Google Docs) shows nothing in its place.
    _field(paragraph, "SECTIONPAGES \\# \"' of '0\"", "")


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
    _fill(paragraph, part)


def _fields(document: Any, part: Part, layout: Layout) -> None:
    """What a student fills in, two on a line where there is room."""
    told = [f"{label} {'_' * 8} {value}" if value.startswith("of ") else f"{label} {value}\t"
            for label, value in part.rows]
    across = 2 if _has_fields_beside(layout) else 1
    for at in range(0, len(told), across):
        document.add_paragraph("\t".join(told[at : at + across]), style="Fields")


def _shows(file: str) -> bool:
    return not file.lower().endswith(".webp")


def _picture(document: Any, part: Part, data: bytes, layout: Layout) -> None:
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
    widest = Mm(_width(layout) - 20)
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
    paragraph.add_run(part.text).bold = part.role == "answer" or None
    if part.role == "line" and part.after:
        paragraph.add_run(f"\t{part.after}")
    elif part.after:
        after = part.after.replace(" ", "\N{NO-BREAK SPACE}") if part.role == "question" else part.after
        paragraph.add_run(f" {after}")


def _table(document: Any, part: Part, layout: Layout) -> None:
    """A table as wide as the text, its columns by the longest that stands in each."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    longest = [4 + max(map(len, column)) for column in zip(*part.rows, strict=True)]
    room = _width(layout) / sum(longest)
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
            cell.width = Mm(letters * room)
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
