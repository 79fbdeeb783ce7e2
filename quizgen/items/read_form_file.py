"""Reading a form file, as strictly as if it had no seal: it may come from anybody."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from quizgen.bank.dates import FactDate
from quizgen.bank.picture import check_file_name, measure_picture
from quizgen.bank.record_json import fault_of, load_records
from quizgen.items.form_file import code_of, seal_of, stored_options, stored_premises
from quizgen.items.forms import MOST_STUDENTS, Forms
from quizgen.items.item import FALSE, TRUE, Item
from quizgen.items.quiz import LETTERS, Posed, Quiz
from quizgen.problem import QuizgenError, plain

MAX_BYTES = 50_000_000
MAX_TEXT = 20_000
MAX_QUESTIONS = 500
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a form: its item, and the order of its options and premises as numbers."""

    item: str
    options: tuple[int, ...] = ()
    premises: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FormRecord:
    """A form: its name, for whom it is, its questions in order."""

    form: str
    questions: tuple[Question, ...]
    student: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class FormFile:
    """The whole file but its seal."""

    quizgen: str
    code: str
    deck: str
    version: str
    title: str
    language: str
    seed: int
    sections: bool
    layout: dict[str, str]
    points: dict[str, float]
    forms: tuple[FormRecord, ...]
    items: tuple[Item, ...]
    developments: dict[str, str]
    pictures: dict[str, str] = field(default_factory=dict)  # by file, as base64


def read_forms(text: bytes, name: str) -> Forms:
    """The forms of a file's bytes, `name` being the file's in messages.

    QuizgenError where it is damaged, was edited by hand, or says what cannot be.
    """
    try:
        return _read(text)
    except ValidationError as error:
        raise QuizgenError(f"{name} is no form file ({fault_of(error)})") from None
    except UnicodeDecodeError:
        raise QuizgenError(f"{name} is no form file: it is no text in UTF-8") from None
    except json.JSONDecodeError as error:
        raise QuizgenError(f"{name}:{error.lineno} is no form file, or a part of one: it is no whole "
                           "JSON; take it as `quizgen export` wrote it") from None
    except (ValueError, RecursionError) as error:
        raise QuizgenError(f"{name} {error}; take it as `quizgen export` wrote it") from None


def _read(text: bytes) -> Forms:
    if len(text) > MAX_BYTES:
        raise ValueError(f"is larger than {MAX_BYTES // 1_000_000} MB")
    data = load_records(text)
    if not isinstance(data, dict) or "seal" not in data or "forms" not in data:
        raise ValueError("is no form file")
    seal = data.pop("seal")
    for string in _strings({name: part for name, part in data.items() if name != "pictures"}):
        _check_text(string)
    _check_length(data.get("pictures", {}))
    if seal != seal_of(data):
        raise ValueError("was changed by hand: its seal does not fit")
    whole = TypeAdapter(FormFile).validate_json(json.dumps({**data, "forms": [], "items": []}),
                                                strict=True)
    return _forms(replace(whole, forms=_each(FormRecord, data, "forms"),
                          items=_each(Item, data, "items")))


def _each(kind: type[T], data: Mapping[str, Any], name: str) -> tuple[T, ...]:
    """The records of a list, one by one: to tell the faults of a million would fill the memory."""
    values = data.get(name)
    if not isinstance(values, list):
        raise ValueError(f"is no form file ({name}: there is no list of them)")
    adapter, read = TypeAdapter(kind), []
    for number, value in enumerate(values):
        try:
            read.append(adapter.validate_json(json.dumps(value), strict=True))
        except ValidationError as error:
            raise ValueError(f"is no form file ({name}.{number}.{fault_of(error)})") from None
    return tuple(read)


def _forms(file: FormFile) -> Forms:
    items = {item.id: item for item in file.items}
    if not items or len(items) != len(file.items) or len(items) > MAX_QUESTIONS:
        raise ValueError(f"has no items, too many, or the same twice (at most {MAX_QUESTIONS})")
    if not 1 <= len(file.forms) <= MOST_STUDENTS:
        raise ValueError(f"has {len(file.forms)} forms (1 to {MOST_STUDENTS})")
    if len({record.form for record in file.forms}) != len(file.forms):
        raise ValueError("names two forms alike")
    if set(file.points) != set(items) or not all(0 < n <= 1000 for n in file.points.values()):
        raise ValueError("has no fitting points for some item")
    for item in file.items:
        _check_item(item)
    quizzes = tuple(
        Quiz(file.deck, file.title, file.version, file.seed, _questions(record, items),
             record.form, record.student, record.number) for record in file.forms)
    forms = Forms(quizzes, file.points, file.language, file.sections, file.layout,
                  file.developments, _pictures(file.pictures, file.items))
    if code_of(forms) != file.code:
        raise ValueError("has a code that is not that of its questions")
    return forms


def _questions(record: FormRecord, items: Mapping[str, Item]) -> tuple[Posed, ...]:
    ids = [question.item for question in record.questions]
    if sorted(ids) != sorted(items):
        raise ValueError(f"form {record.form} does not ask each of its items once")
    return tuple(_posed(record.form, question, items[question.item])
                 for question in record.questions)


def _posed(form: str, question: Question, item: Item) -> Posed:
    options, premises = stored_options(item), stored_premises(item)
    for order, texts in ((question.options, options), (question.premises, premises)):
        if sorted(order) != list(range(len(texts))):
            raise ValueError(f"form {form}, {item.id}: its options are not each there once")
    return Posed(item, tuple(options[at] for at in question.options),
                 tuple(premises[at] for at in question.premises))


def _check_item(item: Item) -> None:
    """ValueError where an item is none that can be asked: no key, two alike, no web address."""
    options = stored_options(item)
    fits = {
        "true-false": {*options} == {TRUE, FALSE}, "matching": len(item.pairs) > 1,
        "ordering": len(options) > 1, "multiple-choice": len(options) > 1,
    }.get(item.kind, bool(item.key))
    premises = stored_premises(item)
    if not fits or not item.stem or len(options) > len(LETTERS) or len(set(options)) < len(options) \
            or len(set(premises)) < len(premises):
        raise ValueError(f"has an item that cannot be asked: {item.id}")
    FactDate.parse(item.as_of)
    urls = [cited.url for cited in (item.source, *item.further)]
    for url in (*urls, item.picture.url if item.picture else None):
        if url is not None and not url.startswith(("https://", "http://")):
            raise ValueError(f"names a source of {item.id} or of its picture that is no web address")


def _pictures(stored: Mapping[str, str], items: Iterable[Item]) -> dict[str, bytes]:
    """The bytes of the items' pictures; ValueError where one is missing, or no picture."""
    files = {item.picture.file for item in items if item.picture}
    if files != set(stored):
        raise ValueError("does not hold the pictures of its items, or holds others")
    if not files:
        return {}
    pictures = {file: base64.b64decode(text, validate=True) for file, text in stored.items()}
    for file, data in pictures.items():
        measure_picture(data, check_file_name(file))
    return pictures


def _check_text(text: str) -> None:
    if len(text) > MAX_TEXT:
        raise ValueError(f"has a text of {len(text)} characters")
    if plain(text) != text or "\n" in text:
        raise ValueError("has a text with a control character, or one of direction")


def _check_length(value: Any) -> None:
    if isinstance(value, (dict, list)) and len(value) > MOST_STUDENTS:  # no list of a file is longer
        raise ValueError(f"has a list of {len(value):,} entries")


def _strings(value: Any) -> Iterator[str]:
    """Every text in the data, names of fields included."""
    if isinstance(value, str):
        yield value
        return
    _check_length(value)
    if isinstance(value, dict):
        for name, part in value.items():
            yield name
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
