"""Pydantic's errors as problems with a line, in words for an editor."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from quizgen.bank.suggest import suggest
from quizgen.bank.yaml_reader import Mapping, Sequence
from quizgen.problem import Problem

M = TypeVar("M", bound=BaseModel)
MOST_FAULTS = 1000  # of one entry that are told one by one


def validate(
    model: type[M], data: Any, path: str, line: int, problems: list[Problem]
) -> M | None:
    """The model from a YAML value; None, and all problems noted, where it does not fit."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        if error.error_count() > MOST_FAULTS:  # to put each into words would fill the memory
            problems.append(Problem(path, line, f"the entry has {error.error_count():,} faults: it is "
                                    "of another form altogether", "too-many"))
            return None
        told: set[tuple[int, str]] = set()
        for detail in error.errors(include_url=False):
            problem, shown = _problem(model, data, path, line, detail)
            if (problem.line, shown) not in told:  # of a choice of types, each says why not
                problems.append(problem)
            told.add((problem.line, shown))
        return None


def _problem(
    model: type[BaseModel], data: Any, path: str, line: int, detail: ErrorDetails
) -> tuple[Problem, str]:
    holder, key, at, found = _find(data, detail["loc"], line)
    if detail["type"] == "missing":
        found = (*found, detail["loc"][-1])
    shown = ".".join(str(part) for part in found) or "the entry"
    raw = holder.raw.get(key) if isinstance(holder, (Mapping, Sequence)) else None
    message, rule = _explain(model, detail, shown, raw, holder)
    return Problem(path, at, message, rule), shown


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
    match detail["type"]:
        case "tuple_type" | "list_type" if detail["input"] is None:
            return f"`{shown}` is empty", "empty"
        case "missing":
            return f"missing `{shown}`{_description(model, name)}", "missing"
        case "extra_forbidden":
            written = holder.lines if isinstance(holder, Mapping) else {}
            known = [field for field in _fields_at(model, detail["loc"]) if field not in written]
            return f"unknown key `{shown}`{suggest(name, known)}", "unknown-key"
        case "string_type":
            return _explain_no_text(detail["input"], shown, raw)
        case "string_too_short" | "too_short" | "string_too_long" | "too_long":
            return _explain_length(detail, shown)
        case "string_pattern_mismatch":
            return _explain_form(str(detail["ctx"]["pattern"]), name, shown)
        case "literal_error":
            return _explain_choice(detail, shown, raw)
        case "value_error":
            return f"`{shown}`: {detail.get('ctx', {}).get('error', detail['msg'])}", "value"
    if detail["type"] in _WANTED:
        return f"`{shown}` must be {_WANTED[detail['type']]}", "type"
    return f"`{shown}`: {detail['msg']}", "value"


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
    return (f"`{shown}` must be text, but to YAML {raw} without quotes is {what}: "
            f'write "{raw}"'), "yaml-quote"


def _explain_length(detail: ErrorDetails, shown: str) -> tuple[str, str]:
    context = detail.get("ctx", {})
    if detail["type"].endswith("too_long"):
        what = "characters" if isinstance(detail["input"], str) else "entries"
        return f"`{shown}` is longer than {context['max_length']} {what}", "too-long"
    least = context.get("min_length", 1)
    return (f"`{shown}` is empty" if least == 1 else
            f"`{shown}` needs at least {least} entries"), "empty"


def _explain_form(pattern: str, name: str, shown: str) -> tuple[str, str]:
    if pattern.startswith("^[a-z0-9][a-z0-9-]"):
        return f"`{shown}`: an id has small letters, digits and hyphens, at most 64", "id"
    if name == "version":
        return f"`{shown}` has three numbers: \"1.0.0\"", "form"
    return f"`{shown}` does not have the form {pattern}", "form"


def _explain_choice(detail: ErrorDetails, shown: str, raw: str | None) -> tuple[str, str]:
    choices = str(detail.get("ctx", {}).get("expected", ""))
    options = [part.strip(" '") for part in choices.replace(" or ", ", ").split(",")]
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
