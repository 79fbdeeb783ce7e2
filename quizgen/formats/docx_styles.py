"""The page and the styles of a printed quiz in Word, made once: a teacher changes all in one place."""

from __future__ import annotations

import datetime
from typing import Any

from quizgen.formats.paper.layout import Layout
from quizgen.items.forms import Forms

ONCE = datetime.datetime(2000, 1, 1)
SIZES = {"a4": (210.0, 297.0), "us-letter": (215.9, 279.4)}  # mm
GUTTER = 9  # mm between columns


def set_up(document: Any, forms: Forms, layout: Layout) -> None:
    """Give a new document its properties, its page and its styles."""
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
        "Directions": (0, 0, 6, 10), "Fields": (0, 0, 8, 6),
        "Table Text": (0, 0, look["base"] * 0.3, look["base"] * 0.3)}
    for name, (indent, hanging, before, after) in made.items():
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.quick_style = styles["Normal"], True
        shape = style.paragraph_format
        shape.left_indent, shape.first_line_indent = Mm(indent), -Mm(hanging)
        shape.space_before, shape.space_after = Pt(before), Pt(after)
        shape.keep_together = True
    styles["Remark"].font.size = Pt(look["small"])
    # What a line has beyond its own height stands above it.
    styles["Table Text"].paragraph_format.line_spacing = 1.0
    _align_tables(styles["Table Grid"])
    _underline(styles["Answer Line"])
    _set_tabs(styles, layout)


def set_columns(section: Any, number: int) -> None:
    """Set a section in so many columns."""
    from docx.oxml.ns import qn
    from docx.shared import Mm

    columns = section._sectPr.find(qn("w:cols"))
    columns.set(qn("w:num"), str(number))
    columns.set(qn("w:space"), str(Mm(GUTTER).twips))


def text_width(layout: Layout, columns: int = 1) -> float:
    """The width in mm of a line of text that spans the page, or one of so many columns."""
    whole = SIZES[layout.paper][0] - 2 * layout.look["margin"]
    return float((whole - (columns - 1) * GUTTER) / columns)


def _set_tabs(styles: Any, layout: Layout) -> None:
    """Lines to write on as tabs, so that they end where they should whatever stands before them."""
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Mm

    width, drawn = text_width(layout), WD_TAB_LEADER.LINES
    column = text_width(layout, layout.columns)
    left, right = WD_TAB_ALIGNMENT.LEFT, WD_TAB_ALIGNMENT.RIGHT
    for name, at, side, leader in (
        ("Answer Line", column, right, WD_TAB_LEADER.SPACES),
        *([("Fields", width * 0.58, left, drawn), ("Fields", width * 0.63, left, WD_TAB_LEADER.SPACES)]
          if not layout.large_print else []),
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


def _align_tables(style: Any) -> None:
    """Rules that begin at the text's margin: without an indent the text in the cells does."""
    from docx.oxml.ns import qn

    shape = style.element.find(qn("w:tblPr"))
    within = shape.find(f"{qn('w:tblCellMar')}/{qn('w:left')}").get(qn("w:w"))
    shape.find(qn("w:tblInd")).set(qn("w:w"), within)
