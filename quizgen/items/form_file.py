"""The form file, `NAME.form.json`: all that it takes to print a quiz again and to mark it.

It holds the items themselves beside the order of every form, so that a sheet that was handed out is
printed to the byte, and marked by the answers that were right then, also after the bank moved on.
A seal tells an edit by hand. The code, which stands on the answer sheets, is of what is asked alone:
another layout has the same. `read_form_file` reads what is written here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from quizgen import __version__
from quizgen.items.forms import Forms
from quizgen.items.item import Item, item_to_dict
from quizgen.items.quiz import Posed

SUFFIX = ".form.json"
CODE = 12  # digits that are printed: enough to tell any two quizzes apart


def form_text(forms: Forms) -> str:
    """The file's text: a line a question and item, so that it can be read and compared."""
    return text_of(form_values(forms))


def text_of(values: Mapping[str, Any]) -> str:
    """The same of the content as plain values."""
    data = {"seal": seal_of(values), **values}
    lines = [f" {json.dumps(name)}: {_opened(name, value)}" for name, value in data.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def code_of(forms: Forms) -> str:
    """Twelve digits that name what is asked, in which forms, however it is laid out."""
    return str(form_values(forms)["code"])


def seal_of(data: Any) -> str:
    """The SHA-256 of the content without the seal, whatever the order of its keys."""
    from hashlib import sha256  # loads OpenSSL

    canonical = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()


def stored_options(item: Item) -> tuple[str, ...]:
    """What a question of the item shows to choose from, in the order that the item keeps it."""
    match item.kind:
        case "multiple-choice" | "true-false":
            return item.options
        case "matching":
            surplus = (wrong.text for wrong in item.distractors)
            return (*dict.fromkeys(response for _, response in item.pairs), *surplus)
        case "ordering":
            return item.sequence
    return ()


def stored_premises(item: Item) -> tuple[str, ...]:
    """The left side of a matching item, in the order that the item keeps it."""
    return tuple(p for p, _ in item.pairs) if item.kind == "matching" else ()


def form_values(forms: Forms) -> dict[str, Any]:
    """The file's content as plain values."""
    first = forms.first
    asked: dict[str, Any] = {
        "deck": first.deck, "version": first.version,
        "points": {item.id: forms.points[item.id] for item in forms.items},
        "forms": [{"form": quiz.form, "student": quiz.student, "number": quiz.number,
                   "questions": [_question(posed) for posed in quiz.questions]}
                  for quiz in forms.quizzes],
        "items": [item_to_dict(item) for item in forms.items],
    }
    digests, pictures = _pictures(forms.pictures)
    coded = asked | ({"pictures": digests} if digests else {})
    about = {
        "quizgen": __version__, "code": seal_of(coded)[:CODE], "title": first.title,
        "language": forms.language, "seed": first.seed, "sections": forms.sections,
        "layout": dict(forms.layout), "developments": dict(forms.developments),
    }
    return about | asked | ({"pictures": pictures} if pictures else {})


def _pictures(files: Mapping[str, bytes]) -> tuple[dict[str, str], dict[str, str]]:
    """The SHA-256 of each picture, and its content in base64."""
    if not files:
        return {}, {}
    from base64 import b64encode
    from hashlib import sha256

    return ({file: sha256(data).hexdigest() for file, data in files.items()},
            {file: b64encode(data).decode() for file, data in files.items()})


def _question(posed: Posed) -> dict[str, Any]:
    options = stored_options(posed.item)
    premises = stored_premises(posed.item)
    return {"item": posed.item.id, "options": [options.index(text) for text in posed.options],
            "premises": [premises.index(text) for text in posed.premises]}


def _opened(name: str, value: Any) -> str:
    """The value as JSON; lists of records over lines, and what they hold on one line each."""
    if name == "forms":
        shown = []
        for form in value:
            head = json.dumps({k: v for k, v in form.items() if k != "questions"}, ensure_ascii=False)
            rows = ",\n   ".join(json.dumps(q) for q in form["questions"])
            shown.append(f'{head[:-1]}, "questions": [\n   {rows}]}}')
        return "[\n  " + ",\n  ".join(shown) + "]"
    if name == "items":
        return "[\n  " + ",\n  ".join(json.dumps(v, ensure_ascii=False) for v in value) + "]"
    return json.dumps(value, ensure_ascii=False)
