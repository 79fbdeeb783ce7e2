"""A quiz on paper as a run of plain paragraphs, for the formats that lay out nothing themselves.

Word, HTML and Markdown are written from the same parts, in the same order as the PDF.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from quizgen.formats.paper.answer_rows import answer_rows
from quizgen.formats.paper.data import SECTIONS, crosswalk, sheet_data
from quizgen.formats.paper.layout import Layout
from quizgen.items.forms import Forms
from quizgen.items.quiz import LETTERS

Role = Literal["title", "under", "heading", "fields", "directions", "question", "option", "line",
               "premise", "answer", "brief", "text", "small", "table", "page", "picture"]

ROOM = "_" * 30  # to write an answer on the answer sheet


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph or table: what it is, its text, the mark before it, and whether it must stay with
    what follows; a `page` begins a new one and has what stands in its foot. Of a picture the text is
    what it shows, and `after` its file.
    """

    role: Role
    text: str = ""
    mark: str = ""
    after: str = ""
    with_next: bool = False
    rows: tuple[tuple[str, ...], ...] = ()


def printed_parts(forms: Forms, layout: Layout) -> Iterator[Part]:
    """Everything that is printed, in order."""
    data = sheet_data(forms, layout, written_there=True)
    if data["study"]:
        yield from _study(data)
    if data["sheets"]:
        for form, quiz in zip(data["forms"], forms.quizzes, strict=True):
            yield from _sheet(data, form)
            if data["answer_sheets"]:
                yield from _answer_sheet(data, form, answer_rows(quiz))
    if data["keys"]:
        for form in data["forms"][:1] if data["personal"] else data["forms"]:
            yield from _key(data, form)
        if not data["personal"]:
            yield from _items(data, crosswalk(forms))


def form_name(form: dict[str, Any]) -> str:
    """The form with the student whom it is for."""
    return ", ".join(filter(None, (f"Form {form['form']}", form["student"], form["number"])))


def about(data: dict[str, Any], form: dict[str, Any] | None = None) -> str:
    """Deck, form and seed, which stand on every page."""
    named = [form_name(form)] if form else []
    return " · ".join([data["deck"], *named, f"Seed {data['seed']}"])


def _sheet(data: dict[str, Any], form: dict[str, Any]) -> Iterator[Part]:
    yield Part("page", about(data, form))
    yield Part("title", data["title"], with_next=True)
    yield Part("under", about(data, form))
    numbered = (("Number", form["number"]),) if form["number"] else ()
    yield Part("fields", rows=(("Name", form["student"]), ("Date", ""), ("Class", ""), *numbered,
                               ("Score", f"of {data['total']}")))
    count = len(form["questions"])
    counted = "There is one question" if count == 1 else f"There are {count} questions"
    where = ("Give your answers on the answer sheet." if data["answer_sheets"] else
             "" if data["sections"] else " ".join(data["directions"]))
    yield Part("directions", " ".join(filter(None, (
        f"{counted}, for {data['total']} point{'' if data['total'] == '1' else 's'} in all.", where,
        "Each question asks what the reports said at the time; the sources stand at the end."))),
        "Directions.")
    last = ""
    for number, question in enumerate(form["questions"], start=1):
        item = data["items"][question["item"]]
        if data["sections"] and item["kind"] != last:
            last = item["kind"]
            title, direction = next(s[1:] for s in data["sections"] if s[0] == last)
            yield Part("heading", title, with_next=True)
            yield Part("small", direction, with_next=True)
        yield from _question(data, number, question, item)
    yield from _sources(data)


def _question(
    data: dict[str, Any], number: int, question: dict[str, Any], item: dict[str, Any]
) -> Iterator[Part]:
    """A question and its space for the answer: all but the last part stay with the next."""
    parts = [Part("question", item["stem"], f"{number}.", f"({item['points']})")]
    if not item["picture_tells"]:
        parts += _picture(data, item["picture"], with_next=True)
    if item["direction"] and not data["sections"]:
        parts.append(Part("small", item["direction"]))
    parts += _space(question, item, data["answer_sheets"])
    yield from (replace(part, with_next=True) for part in parts[:-1])
    yield parts[-1]


def _space(
    question: dict[str, Any], item: dict[str, Any], answer_sheets: bool
) -> Iterator[Part]:
    """What there is to choose from, or a line to write on; words have theirs on the answer sheet."""
    options = [(LETTERS[at], item["options"][option]) for at, option in enumerate(question["options"])]
    match item["kind"]:
        case "matching":
            for at, premise in enumerate(question["premises"], start=1):
                yield Part("premise", item["premises"][premise], f"{at}.")
            yield from (Part("option", text, letter) for letter, text in options)
        case "ordering":
            yield from (Part("premise", text, letter) for letter, text in options)
        case "true-false":
            yield from (Part("option", "True", "☐"), Part("option", "False", "☐"))
        case "multiple-choice":
            yield from (Part("option", text, letter) for letter, text in options)
        case _ if not answer_sheets:
            yield Part("line", after=item["unit"])


def _picture(data: dict[str, Any], file: str, *, with_next: bool) -> Iterator[Part]:
    """A picture and whose it is; nothing without one."""
    if file:
        shown = data["pictures"][file]
        yield Part("picture", shown["alt"], after=file, with_next=True)
        yield Part("small", f"Picture: {shown['owned']}", after=shown["url"], with_next=with_next)


def _sources(data: dict[str, Any], title: str = "Sources") -> Iterator[Part]:
    yield Part("heading", title, with_next=True)
    for at, source in enumerate(data["sources"], start=1):
        yield Part("small", f"{source['text']}.", f"[{at}]", source["url"] or "")


def _answer_sheet(
    data: dict[str, Any], form: dict[str, Any], rows: list[dict[str, Any]]
) -> Iterator[Part]:
    """The answer sheet as a table to circle letters in; bubbles for machines are the PDF's."""
    yield Part("page", about(data, form))
    yield Part("title", "Answer sheet", with_next=True)
    yield Part("under", f"{data['title']} · {about(data, form)} · {data['code']}")
    yield Part("fields", rows=(("Name", form["student"]), ("Class", ""), ("Date", ""),
                               ("Number", form["number"])))
    yield Part("table", rows=(("Question", "Circle one, or write"), *(
        (row["number"], "   ".join(row["marks"]) or f"{ROOM} {row['unit']}".strip()) for row in rows)))


def _key(data: dict[str, Any], form: dict[str, Any]) -> Iterator[Part]:
    place = about(data, None if data["personal"] else form)
    yield Part("page", place)
    named = "" if data["personal"] else f", {form_name(form)}"
    yield Part("title", f"Answer key{named}", with_next=True)
    yield Part("under", f"{data['title']} · {place}")
    if data["personal"]:
        yield Part("small", "By student: the marks of questions 1 to 5, 6 to 10 and so on (– where "
                            "one writes), and in the same order the numbers of the answers below, "
                            "each of which names its item.")
        for other in data["forms"]:
            yield Part("text", form_name(other), with_next=True)
            yield Part("text", " · ".join(map(": ".join, other["key"])), with_next=True)
            yield Part("small", f"Answers {' · '.join(told for _, told in other['answers'])}")
    else:
        yield Part("brief", rows=tuple(
            (str(at), q["brief"]) for at, q in enumerate(form["questions"], start=1)))
    for number, question in enumerate(data["answers"] or form["questions"], start=1):
        item = data["items"][question["item"]]
        also = f" (also: {item['also']})" if item["also"] else ""
        yield Part("answer", _answer(question, item), f"{number}.", also, with_next=True)
        for mark, told in question["answers"]:
            yield Part("option", told, mark, with_next=True)
        yield Part("text", item["explanation"], with_next=True)
        if item["picture_tells"]:
            yield from _picture(data, item["picture"], with_next=True)
        cited = " ".join(f"[{n}]" for n in item["sources"])
        yield Part("small", f"Who says so: {item['attribution']} ({item['standing']}) · "
                            f"As of {item['as_of']} · Source {cited} · Item {item['id']}")
    yield from _sources(data)


def _answer(question: dict[str, Any], item: dict[str, Any]) -> str:
    """The answer on a line; of parts, their marks, or where they stand for all forms what they are."""
    if item["kind"] in ("matching", "ordering"):
        down = "Down the page: " if item["kind"] == "ordering" else ""
        return f"{down}{question['brief']}" if question["brief"] else SECTIONS[item["kind"]]
    brief = question["brief"] if question["options"] else ""
    return f"{brief}  {item['answer'] if item['answer'] != brief else ''}".strip()


def _items(data: dict[str, Any], rows: list[list[str]]) -> Iterator[Part]:
    """Which question is which item, after the key of a single form or on a page of its own."""
    if len(data["forms"]) == 1:
        yield Part("heading", "Forms and items", with_next=True)
    else:
        yield Part("page", about(data))
        yield Part("title", "Forms and items", with_next=True)
        yield Part("under", "The number of each item in each form, and its key there.")
    for start in range(0, len(data["forms"]), 7):
        names = [form["form"] for form in data["forms"][start : start + 7]]
        yield Part("table", rows=(("Item", *names), *(
            (row[0], *row[1 + start : 8 + start]) for row in rows)))


def _study(data: dict[str, Any]) -> Iterator[Part]:
    yield Part("page", about(data))
    yield Part("title", "Study sheet", with_next=True)
    yield Part("under", f"{data['title']} · {about(data)}")
    for development in data["study"]:
        yield Part("heading", development["title"], with_next=True)
        for fact in development["facts"]:
            yield Part("text", fact["text"], with_next=True)
            yield from _picture(data, fact["picture"], with_next=True)
            cited = " ".join(f"[{n}]" for n in fact["sources"])
            yield Part("small", f"{fact['attribution']} ({fact['standing']}), as of {fact['as_of']} "
                                f"{cited}")
    yield from _sources(data)
