"""What stands on the sheets, as plain values: for Typst as JSON, for Word, HTML and Markdown as is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from quizgen.formats import Job
from quizgen.formats.paper.directions import DIRECTED, directions
from quizgen.formats.paper.layout import Layout
from quizgen.items.form_file import code_of, stored_options, stored_premises
from quizgen.items.forms import Forms, make_forms, read_pictures
from quizgen.items.independence import picture_tells
from quizgen.items.item import TRUE, Citation, Illustration, Item, Kind
from quizgen.items.quiz import Posed, Quiz
from quizgen.problem import UsageError

SECTIONS: dict[Kind, str] = {
    "multiple-choice": "Multiple choice", "true-false": "True or false",
    "short-answer": "Short answers", "cloze": "Complete the sentence", "numerical": "Figures",
    "matching": "Matching", "ordering": "In order",
}


def forms_of(job: Job) -> Forms:
    """The one form of the quiz that a format was given."""
    if job.quiz is None:
        raise UsageError("a printed quiz takes a quiz: assemble one first")
    titles = {home.id: home.title for _, home in job.deck.homes.values() if home}
    return make_forms(job.quiz, language=job.deck.header.language, developments=titles,
                      pictures=read_pictures(job.quiz, job.deck.folder))


def sheet_data(forms: Forms, layout: Layout, *, written_there: bool = False) -> dict[str, Any]:
    """Everything that is printed, as plain values; items stand once, forms name them by id.

    `written_there` is whether the answer sheet has room for words.
    """
    items = forms.items
    directed = directions(layout.answer_sheet, written_there)
    sources = tuple(dict.fromkeys(s for item in items for s in (item.source, *item.further)))
    first = forms.first
    return {
        "look": layout.look,
        "language": forms.language.partition("-")[0],
        "title": first.title,
        "short": short_title(first.title, layout),
        "deck": f"{first.deck} {first.version}",
        "seed": str(first.seed),
        "code": code_of(forms) if layout.answer_sheet else "",
        "personal": forms.personal,
        "sections": [[kind, SECTIONS[kind], directed[kind]] for kind in SECTIONS
                     if any(item.kind == kind for item in items)] if forms.sections else [],
        "total": number_text(forms.total),
        "directions": list(dict.fromkeys(
            directed[item.kind] for item in items if item.kind not in DIRECTED)),
        "items": {item.id: _item(item, forms, sources, directed) for item in items},
        "forms": [_form(quiz, {item.id: at for at, item in enumerate(items, start=1)}
                        if forms.personal else {}) for quiz in forms.quizzes],
        "answers": [_answer_of_all(item) for item in items] if forms.personal else [],
        "pictures": {item.picture.file: _picture(item.picture) for item in items if item.picture},
        "sources": [{"text": str(source), "url": source.url} for source in sources],
        "study": _study(forms, sources) if layout.study_sheet and layout.key != "only" else [],
        "sheets": layout.key != "only",
        "answer_sheets": layout.answer_sheet and layout.key != "only",
        "keys": layout.key != "none",
    }


def short_title(title: str, layout: Layout) -> str:
    """The title as it is repeated at the head of pages, on one line."""
    return _cut(title, 34 if layout.large_print else 44 if layout.dyslexia else 60)


def short_name(layout: Layout, name: str, number: str = "") -> str:
    """A student as repeated beside the title, on half of a line: the number where there is room."""
    room = 24 if layout.large_print else 28 if layout.dyslexia else 40
    both = ", ".join(filter(None, (name, number)))
    return both if len(both) <= room else _cut(name or number, room)


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else f"{text[:room].rpartition(' ')[0] or text[:room]} …"


def number_text(value: float) -> str:
    """A number of points: 2, 0.5, 1.25."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def points_text(value: float) -> str:
    """Points with their noun."""
    return f"{number_text(value)} point{'' if value == 1 else 's'}"


def day_words(date: str) -> str:
    """A date of the bank for a reader."""
    from quizgen.bank.dates import FactDate

    return FactDate.parse(date).words()


def _item(
    item: Item, forms: Forms, sources: tuple[Citation, ...], directed: Mapping[Kind, str]
) -> dict[str, Any]:
    worth = forms.points[item.id]
    return {
        "id": item.id,
        "kind": item.kind,
        "stem": item.stem,
        "direction": directed[item.kind] if item.kind in DIRECTED else "",
        "options": stored_options(item),
        "premises": stored_premises(item),
        "unit": item.unit or "",
        "points": points_text(worth),
        "answer": "" if item.kind in ("matching", "ordering") else item.key,
        "also": "" if item.distractors else "; ".join(item.accept),
        "explanation": item.explanation,
        "attribution": item.attribution[:1].upper() + item.attribution[1:],
        "standing": item.standing,
        "as_of": day_words(item.as_of),
        "sources": _numbers(item, sources),
        "picture": item.picture.file if item.picture else "",
        "picture_tells": picture_tells(item),
    }


def _picture(picture: Illustration) -> dict[str, str]:
    return {"alt": picture.alt, "owned": picture.owned, "url": picture.url or ""}


def _numbers(item: Item, sources: tuple[Citation, ...]) -> list[int]:
    """The numbers under which the item's sources are listed, from 1."""
    return [sources.index(source) + 1 for source in dict.fromkeys((item.source, *item.further))]


def _form(quiz: Quiz, numbers: Mapping[str, int]) -> dict[str, Any]:
    """A form; where answers stand once for all, its key in short, and their numbers by item."""
    questions = [_question(posed) for posed in quiz.questions]
    marks = [_mark(posed, q["brief"]) or "–"
             for posed, q in zip(quiz.questions, questions, strict=True)] if numbers else []
    return {"form": quiz.form, "student": quiz.student, "number": quiz.number,
            "questions": questions,
            "key": _in_fives(marks),
            "answers": _in_fives([str(numbers[q["item"]]) for q in questions if numbers])}


def _in_fives(texts: Sequence[str]) -> list[tuple[str, str]]:
    """Texts as they are read aloud: five of them together, with the numbers of the first and last."""
    return [(f"{at + 1}–{at + len(five)}" if len(five) > 1 else f"{at + 1}", "  ".join(five))
            for at in range(0, len(texts), 5) if (five := texts[at : at + 5])]


def _question(posed: Posed) -> dict[str, Any]:
    """The question's orders as numbers of the item's own, and its key in this form."""
    options, premises = stored_options(posed.item), stored_premises(posed.item)
    return {
        "item": posed.item.id,
        "options": [options.index(text) for text in posed.options],
        "premises": [premises.index(text) for text in posed.premises],
        "brief": brief_key(posed),
        "answers": list(_answers(posed)),
    }


def _answer_of_all(item: Item) -> dict[str, Any]:
    """A question whose forms have one answer to read: its texts, without the order of any form."""
    told = [("", f"{premise} – {response}") for premise, response in item.pairs] or [
        (str(at), event) for at, event in enumerate(item.sequence, start=1)]
    return {"item": item.id, "options": [], "premises": [], "brief": "", "answers": told}


def brief_key(posed: Posed) -> str:
    """The key as it is written in a table: letters, True, numbers down the page, or the answer."""
    match posed.item.kind:
        case "true-false":
            return posed.item.key
        case "ordering":
            return " ".join(str(posed.item.sequence.index(event) + 1) for event in posed.options)
    return " ".join(posed.key_letters) or posed.item.key


def _answers(posed: Posed) -> Iterable[tuple[str, str]]:
    """The parts of a matching or ordering answer, each with its mark."""
    item, letters = posed.item, posed.key_letters
    if item.kind == "matching":
        right = dict(item.pairs)
        for letter, premise in zip(letters, posed.premises, strict=True):
            yield letter, f"{premise} – {right[premise]}"
    elif item.kind == "ordering":
        for at, (event, letter) in enumerate(zip(item.sequence, letters, strict=True), start=1):
            yield str(at), f"{event} ({letter})"


def crosswalk(forms: Forms) -> list[list[str]]:
    """A row an item: its id, and for each form the question's number and the key's letters."""
    places = [{posed.item.id: _place(at, posed) for at, posed in enumerate(quiz.questions, start=1)}
              for quiz in forms.quizzes]
    return [[item.id, *(place[item.id] for place in places)] for item in forms.items]


def _place(at: int, posed: Posed) -> str:
    return f"{at} {_mark(posed, brief_key(posed))}".strip()


def _mark(posed: Posed, brief: str) -> str:
    """What is circled or ticked, as short as can be; nothing where the answer is written."""
    if posed.item.kind == "true-false":
        return "T" if posed.item.key == TRUE else "F"
    return brief.replace(" ", "") if posed.options else ""


def _study(forms: Forms, sources: tuple[Citation, ...]) -> list[dict[str, Any]]:
    """The facts that the quiz asks, by development: what to learn before it."""
    told: dict[str, dict[tuple[str, ...], Item]] = {}
    for item in forms.items:
        told.setdefault(item.development, {}).setdefault(item.facts, item)
    return [{"title": _title(development, forms.developments), "facts": [
        {"text": item.explanation, "standing": item.standing, "as_of": day_words(item.as_of),
         "attribution": item.attribution[:1].upper() + item.attribution[1:],
         "picture": item.picture.file if item.picture else "",
         "sources": _numbers(item, sources)} for item in items.values()]}
        for development, items in told.items()]


def _title(development: str, titles: Mapping[str, str]) -> str:
    return titles.get(development) or (development.replace("-", " ").capitalize() or "In general")

