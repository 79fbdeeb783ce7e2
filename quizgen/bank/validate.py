"""Pydantic's errors as problems with a line, in words for an editor."""

from __future__ import annotations

import re
import typing
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from quizgen.bank.examples import example_of, id_like
from quizgen.bank.fact import Fact
from quizgen.bank.suggest import suggest
from quizgen.bank.text import FieldFault
from quizgen.bank.yaml_reader import Mapping, Sequence
from quizgen.problem import Problem

M = TypeVar("M", bound=BaseModel)
MOST_KEYS = 12      # of an entry that are listed
MOST_FAULTS = 1000  # of one entry that are told one by one


SuggestId = Callable[[str], str]


def validate(
    model: type[M], data: Any, path: str, line: int, problems: list[Problem],
    suggest_id: SuggestId | None = None,
) -> M | None:
    """The model from a YAML value; None, and all problems noted, where it does not fit.

    `suggest_id` tells which entity may be meant by what is no id.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        if error.error_count() > MOST_FAULTS:  # to put each into words would fill the memory
            problems.append(Problem(path, line, f"the entry has {error.error_count():,} faults: it is "
                                    "of another form altogether", "too-many"))
            return None
        told: set[tuple[int, str]] = set()
        details = error.errors(include_url=False)
        meant = " ".join(_problem(model, data, path, line, detail)[0].message for detail in details
                         if detail["type"] == "extra_forbidden")
        for detail in details:
            problem, shown = _problem(model, data, path, line, detail, suggest_id)
            if detail["type"] == "missing" and re.search(
                    rf"\(did you mean `{detail['loc'][-1]}(?:: [^`]*)?`\?\)", meant):
                continue  # it is there, and misspelt
            if (problem.line, shown) not in told:  # of a choice of types, each says why not
                problems.append(problem)
            told.add((problem.line, shown))
        return None


def _problem(
    model: type[BaseModel], data: Any, path: str, line: int, detail: ErrorDetails,
    suggest_id: SuggestId | None = None,
) -> tuple[Problem, str]:
    error = detail.get("ctx", {}).get("error")
    loc = (*detail["loc"], *error.field) if isinstance(error, FieldFault) else detail["loc"]
    holder, key, at, found = _find(data, loc, line)
    if detail["type"] == "missing":
        found = (*found, loc[-1])
    shown = ".".join(str(part) for part in found)
    raw = holder.raw.get(key) if isinstance(holder, (Mapping, Sequence)) else None
    message, rule = _explain(model, detail, shown, raw, holder)
    if rule == "id" and suggest_id and loc[-1] in _NAMING:
        message = message.rpartition(": ")[0] + suggest_id(str(detail["input"]))
    return Problem(path, at, message, rule), shown


_NAMING = ("by", "country", "within")  # hold the id of an entity


def _find(data: Any, loc: tuple[Any, ...], line: int) -> tuple[Any, Any, int, tuple[Any, ...]]:
    """The container, key, line and path of a location; what Pydantic added is passed over."""
    found: tuple[Any, ...] = ()
    holder: Any = None
    key, at = None, line
    value = data
    for part in loc:
        inside = part in value if isinstance(value, Mapping) else (
            isinstance(value, Sequence) and isinstance(part, int) and part < len(value))
        if inside:
            holder, key, at = value, part, value.lines.get(part, at)
            value, found = value[part], (*found, part)
    if isinstance(value, (Mapping, Sequence)) and holder is None:
        at = value.line or line
    return holder, key, at, found


def _explain(
    model: type[BaseModel], detail: ErrorDetails, shown: str, raw: str | None, holder: Any
) -> tuple[str, str]:
    """What is wrong, in words, and the rule's name."""
    name = str(detail["loc"][-1]) if detail["loc"] else shown
    it = f"`{shown}`" if shown else "the entry"
    match detail["type"]:
        case "tuple_type" | "list_type" if detail["input"] is None:
            return f"`{shown}` is empty", "empty"
        case "missing":
            return f"missing `{shown}`{_description(model, name)}", "missing"
        case "extra_forbidden":
            written = holder.lines if isinstance(holder, Mapping) else {}
            known = [field for field in _fields_at(model, detail["loc"]) if field not in written]
            return f"unknown key `{shown}`{_explain_key(model, detail, known)}", "unknown-key"
        case "string_type":
            return _explain_no_text(detail["input"], shown, raw)
        case "string_too_short" | "too_short" | "string_too_long" | "too_long":
            return _explain_length(detail, shown)
        case "string_pattern_mismatch":
            return _explain_form(detail, name, shown)
        case "literal_error":
            return _explain_choice(detail, shown, raw)
        case "value_error":
            says = detail.get("ctx", {}).get("error", detail["msg"])
            return f"`{shown}`: {says}" if shown else str(says), "value"
    if detail["type"] == "bool_type" and "questions" in detail["loc"]:
        return f"{it} must be true, false or a question in your own words", "type"
    if detail["type"] in _WANTED:
        example = example_of(detail, name)
        return f"{it} must be {_WANTED[detail['type']]}{f': {example}' if example else ''}", "type"
    return f"{it}: {detail['msg']}", "value"


def _explain_key(model: type[BaseModel], detail: ErrorDetails, known: list[str]) -> str:
    """What may be meant by a key that there is not."""
    name = str(detail["loc"][-1])
    glued = re.match(r"([a-z_]+)(?::| +)(\S.{0,60})$", name)
    if detail["input"] is None and glued and glued[1] in known:
        return f" (did you mean `{glued[1]}: {glued[2]}`?)"
    if detail["input"] is None and (" " in name or name.isdigit()):
        return (": a comma within braces begins a new key. A text with a comma is put in quotes, a "
                "number is written without (1400)")
    if close := suggest(name, known):
        return close
    inside = len(detail["loc"]) > 1
    own = [key for key in known if inside or key not in Fact.model_fields]
    return f"; there are {', '.join(own)} too" if own and len(own) <= MOST_KEYS else ""


_WANTED = {
    **dict.fromkeys(("tuple_type", "list_type"), "a list"),
    **dict.fromkeys(("model_type", "model_attributes_type", "dict_type", "mapping_type"),
                    "`key: value` pairs"),
    "bool_type": "true or false",
    **dict.fromkeys(("int_type", "float_type"), "a number"),
}


def _explain_no_text(found: Any, shown: str, raw: str | None) -> tuple[str, str]:
    if found is None:
        return f"`{shown}` is empty", "empty"
    if raw is None:
        return f"`{shown}` must be text", "type"
    what = "yes or no" if isinstance(found, bool) else "a number"
    raw_text = f"{raw}.0" if shown == "version" and raw.count(".") == 1 else raw
    return (f"`{shown}` must be text, but to YAML {raw} without quotes is {what}: "
            f'write "{raw_text}"'), "yaml-quote"


def _explain_length(detail: ErrorDetails, shown: str) -> tuple[str, str]:
    context = detail.get("ctx", {})
    if detail["type"].endswith("too_long"):
        what = "characters" if isinstance(detail["input"], str) else "entries"
        return f"`{shown}` is longer than {context['max_length']} {what}", "too-long"
    least = context.get("min_length", 1)
    return (f"`{shown}` is empty" if least == 1 else
            f"`{shown}` needs at least {least} entries"), "empty"


def _explain_form(detail: ErrorDetails, name: str, shown: str) -> tuple[str, str]:
    pattern = str(detail["ctx"]["pattern"])
    if pattern.startswith("^[a-z0-9][a-z0-9-]"):
        slug = id_like(str(detail["input"]))
        return (f"`{shown}`: an id has small letters, digits and hyphens, at most 64"
                f"{f': {slug}' if slug else ''}"), "id"
    if pattern.startswith("^[a-z][a-z0-9_-]"):
        return (f"`{shown}`: a slot's name has small letters, digits and hyphens; several wrong "
                "answers of one slot stand in brackets, [one, another]"), "form"
    if name == "sha256":
        return (f"`{shown}` is a fingerprint of 64 characters, 0 to 9 and a to f, as `quizgen cite` "
                "prints it"), "form"
    if name == "version":
        return f"`{shown}` has three numbers: \"1.0.0\"", "form"
    return f"`{shown}` does not have the form {pattern}", "form"


def _explain_choice(detail: ErrorDetails, shown: str, raw: str | None) -> tuple[str, str]:
    choices = str(detail.get("ctx", {}).get("expected", ""))
    options = [part.strip(" '") for part in choices.replace(" or ", ", ").split(",")]
    if len(options) == 1:
        return f"`{shown}` must be {options[0]}, or be left out", "choice"
    guess = suggest(str(detail["input"]), options)
    if raw is not None and isinstance(detail["input"], bool):
        guess = f'; {raw} without quotes is yes or no to YAML: write "{raw}"'
    return f"`{shown}` must be one of {choices}{guess}", "choice"


def _fields_at(model: type[BaseModel], loc: tuple[Any, ...]) -> list[str]:
    """The keys that the model at a location has; the outer model's where it cannot be told."""
    for part in loc[:-1]:
        field = model.model_fields.get(str(part))
        inner = list(_models_in(field.annotation)) if field else []
        if inner:
            model = inner[0]
    return list(model.model_fields)


def _models_in(hint: Any) -> Iterator[type[BaseModel]]:
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        yield hint
    for argument in typing.get_args(hint):
        yield from _models_in(argument)


def _description(model: type[BaseModel], name: str) -> str:
    field = model.model_fields.get(name)
    return f" ({field.description.rstrip('.')})" if field and field.description else ""
