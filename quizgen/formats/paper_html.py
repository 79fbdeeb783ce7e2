"""HTML to print from anywhere: one file without scripts, whose style breaks pages as paper needs.

Every sheet and key has a named page of its own, whose foot tells what it is of on all its pages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise

from quizgen.formats import Job
from quizgen.formats.paper.data import forms_of
from quizgen.formats.paper.layout import Layout
from quizgen.formats.paper.pictures import picture_address
from quizgen.formats.paper.printed import Part, printed_parts
from quizgen.formats.paper.ties import TIE, tie, tie_to_number
from quizgen.items.forms import Forms

STYLE = """\
@page {{ size: {size}; margin: {margin}mm;
  @bottom-left {{ font: {small}pt {family}; color: #505050; text-align: left; }}
  @bottom-right {{ font: {small}pt {family}; color: #505050; white-space: nowrap; }} }}
body {{ font: {base}pt/{spacing} {family}; color: #1a1a1a; max-width: 165mm; margin: 2em auto;
  hyphens: manual; text-align: left; letter-spacing: {tracking}em; }}
@media print {{ body {{ margin: 0; max-width: none; }}
  a {{ color: inherit; text-decoration: none; }} .small.hung {{ color: inherit; }} }}
section {{ break-before: page; }} section:first-of-type {{ break-before: auto; }}
h1 {{ font-size: 1.8em; margin: 0 0 .2em; }} h2 {{ font-size: 1.15em; margin: 1.6em 0 .5em; }}
h1, h2, .next {{ break-after: avoid; }}
p {{ margin: 0 0 .45em; break-inside: avoid; orphans: 3; widows: 3; }}
.whole {{ break-inside: avoid; margin: 0 0 1.3em; }}
.under, .small {{ color: #505050; font-size: {small}pt; }}
.mark {{ font-weight: bold; }}
.hung {{ padding-left: 2.1em; text-indent: -2.1em; overflow-wrap: anywhere; }}
.hung .mark {{ display: inline-block; min-width: 2.1em; text-indent: 0; }}
.option, .premise, .line, .whole .text {{ margin-left: 2.1em; }}
.whole .small {{ margin-left: calc(2.1 * {base}pt); }}
.blank {{ display: inline-block; border-bottom: .6pt solid #1a1a1a; min-width: 2.4em; height: 1.3em; }}
.premise {{ padding-left: 4.9em; text-indent: -4.9em; }} .premise .blank {{ margin-right: .4em; }}
.line .blank {{ width: 85%; }} .fields .blank {{ min-width: 14em; }}
.fields .short {{ min-width: 4em; }}
.directions {{ border: .5pt solid #888; padding: .6em .9em; margin: 1em 0 1.4em; }}
.fields p {{ display: inline-block; margin: 0 2em .6em 0; }}
img {{ display: block; max-width: 90%; height: 42mm; object-fit: contain; object-position: left;
  margin: 0 0 .3em 2.1em; break-after: avoid; {filter}}}
table {{ border-collapse: collapse; margin: 0 0 1.5em; }}
th, td {{ text-align: left; padding: .25em .8em; border-bottom: .5pt solid #888; }}
td {{ white-space: pre-wrap; }} tr {{ break-inside: avoid; }}
"""
# A foot of its own; its pages are counted by themselves, and how many there will be CSS cannot say.
FOOT = """\
@page {name} {{ counter-increment: {name}; @bottom-left {{ content: "{foot}"; }}
  @bottom-right {{ content: "Page " counter({name}); }} }}
"""
NOT_PLAIN = re.compile(r"[^\w ·.,-]")  # what a string in CSS may not have as it is, and more
BEGINS = ("question", "answer")


def render(job: Job) -> bytes:
    """A quiz as one form."""
    return print_forms(forms_of(job), Layout.parse(job.options))[0]


def remarks(job: Job) -> list[str]:
    """What the layout asks for and a browser does not do."""
    return print_forms(forms_of(job), Layout.parse(job.options))[1]


def print_forms(forms: Forms, layout: Layout) -> tuple[bytes, list[str]]:
    """The forms as one HTML file, every text of the deck escaped; what a browser does not do."""
    parts = list(printed_parts(forms, layout))
    body = "\n".join(_sections(parts, forms.pictures))
    style = _style(layout) + _feet(parts, forms.first.title)
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    remarks = ["a browser prints one column: two are for the PDF"] * (layout.columns > 1)
    return (f'<!doctype html>\n<html lang="{escape(forms.language)}">\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{escape(forms.first.title)}</title>\n<style>\n{style}</style>\n"
            f"<main>\n{body}\n</main>\n</html>\n").encode(), remarks


def _style(layout: Layout) -> str:
    look = layout.look
    return STYLE.format(
        size="A4" if layout.paper == "a4" else "letter", margin=look["margin"], base=look["base"],
        small=look["small"], spacing=1.7 if layout.dyslexia else 1.5 if layout.large_print else 1.35,
        family="'Noto Sans', Verdana, Arial, sans-serif" if look["sans"] else "Georgia, serif",
        tracking=look["tracking"], filter="filter: grayscale(1); " if layout.greyscale else "")


def _feet(parts: Sequence[Part], title: str) -> str:
    """The named pages p1, p2, … of the sections in their order: all but a sheet are called by name."""
    begun = [(page.text, head.text) for page, head in pairwise(parts) if page.role == "page"]
    feet = (foot if head == title else f"{foot} · {head.partition(',')[0]}" for foot, head in begun)
    return "".join(FOOT.format(name=f"p{at}", foot=css_text(foot))
                   for at, foot in enumerate(feet, start=1))


def css_text(text: str) -> str:
    """A text as it stands between the quotes of a string in a style element: all but letters, digits
    and plain marks by their code, so that nothing ends the string, the rule or the element.
    """
    return NOT_PLAIN.sub(lambda found: f"\\{ord(found[0]):x} ", text)


def _sections(parts: list[Part], pictures: Mapping[str, bytes]) -> list[str]:
    """The parts in sections that begin a page; a question or answer in a block that is not split."""
    lines: list[str] = []
    whole, section = False, 0
    for part in parts:
        ends = part.role in (*BEGINS, "page", "heading", "table", "title")
        if whole and ends:
            lines.append("</div>")
            whole = False
        if part.role == "page":
            section += 1
            begins = f'<section style="page: p{section}">'
            lines.append(f"</section>\n{begins}" if section > 1 else begins)
            continue
        if part.role in BEGINS:
            lines.append('<div class="whole">')
            whole = True
        lines.append(_shown(part, pictures) if part.role == "picture" else _written(part))
    return [*lines, *(["</div>"] if whole else []), "</section>"]


def _shown(part: Part, pictures: Mapping[str, bytes]) -> str:
    address = picture_address(part.after, pictures[part.after])
    return f'<img src="{escape(address)}" alt="{escape(part.text)}">'


def _written(part: Part) -> str:
    text, mark, after = escape(tie(part.text)), escape(part.mark), escape(tie(part.after))
    kept = " next" if part.with_next else ""
    hung = " hung" if mark and part.role != "directions" else ""
    # The space is within: after the mark it would shift the first line, and copied text needs it.
    marked = f'<span class="mark">{mark} </span>' if mark else ""
    match part.role:
        case "title":
            return f"<h1>{text}</h1>"
        case "heading":
            return f"<h2>{text}</h2>"
        case "fields":
            return '<div class="fields">' + "".join(
                f"<p>{escape(label)} {_field(value)}</p>" for label, value in part.rows) + "</div>"
        case "table":
            head, *rows = part.rows
            return (f"<table><thead>{_row(head, 'th')}</thead><tbody>"
                    f"{''.join(_row(row, 'td') for row in rows)}</tbody></table>")
        case "brief":
            return '<p class="text">' + " · ".join(
                f"<strong>{escape(number)}</strong>{escape(tie_to_number(answer))}"
                for number, answer in part.rows) + "</p>"
        case "line":
            return f'<p class="line">{_BLANK} {after}</p>'
        case "premise":
            return f'<p class="premise{hung}{kept}">{_BLANK}{marked}{text}</p>'
        case "answer":
            return f'<p class="answer{hung}{kept}">{marked}<strong>{text}</strong>{after}</p>'
    if part.role == "question":
        after = after.replace(" ", TIE)
    link = f'<a href="{after}">{after}</a>' if after.startswith("http") else after
    return f'<p class="{part.role}{hung}{kept}">{marked}{text} {link}</p>'


def _field(value: str) -> str:
    """What is known, or a line to write it on: the points in all stand after one."""
    blank = _SHORT_BLANK if value.startswith("of ") else ""
    return f"{blank} {escape(value)}".strip() or _BLANK


def _row(cells: Sequence[str], tag: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in cells)}</tr>"


_BLANK = '<span class="blank"></span>'
_SHORT_BLANK = '<span class="blank short"></span>'
