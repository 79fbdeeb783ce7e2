"""Every text of the bank's models: found in the models, so that a new field is found as well."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, StringConstraints

from quizgen.bank.deck import DeckHeader, Digest
from quizgen.bank.entity import Entity
from quizgen.bank.fact import Fact, Refers
from quizgen.bank.kinds import KINDS
from quizgen.bank.text import check_text

MODELS = (DeckHeader, Entity, Digest, *KINDS.values())


def is_text(metadata: tuple[Any, ...]) -> bool:
    """Whether a hint's metadata is that of a text that an author writes freely."""
    return any(getattr(one, "func", None) is check_text for one in metadata)


def leaves(hint: Any, metadata: tuple[Any, ...] = ()) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Every `str` and every model in a hint, with the metadata that stands next to it."""
    if typing.get_origin(hint) is Annotated:
        inner, *more = typing.get_args(hint)
        yield from leaves(inner, (*metadata, *more))
    elif hint is str or (isinstance(hint, type) and issubclass(hint, BaseModel)):
        yield hint, metadata
    elif typing.get_origin(hint) is not Literal:
        for argument in typing.get_args(hint):
            yield from leaves(argument)


def hints(model: type[BaseModel]) -> dict[str, Any]:
    """The fields of a model with their whole types."""
    found = typing.get_type_hints(model, include_extras=True)
    return {name: found[name] for name in model.model_fields}


def all_models() -> list[type[BaseModel]]:
    """The models that a bank's files are read into, each once."""
    found: dict[type[BaseModel], None] = {}

    def visit(model: type[BaseModel]) -> None:
        if model not in found:
            found[model] = None
            for hint in hints(model).values():
                for leaf, _ in leaves(hint):
                    if leaf is not str:
                        visit(leaf)

    for model in MODELS:
        visit(model)
    return list(found)


def strings() -> list[tuple[str, tuple[Any, ...]]]:
    """Every string of every model: `Entity.name` and what its type says of it."""
    return [(named(model, name), metadata) for model in all_models()
            for name, hint in hints(model).items()
            for leaf, metadata in leaves(hint) if leaf is str]


def named(model: type[BaseModel], name: str) -> str:
    """A field by the model that has it first: what every fact has is `Fact.why`, whatever its kind."""
    first = next(m for m in reversed(model.__mro__)
                 if issubclass(m, BaseModel) and name in m.model_fields)
    return f"{first.__name__}.{name}"


def guard(metadata: tuple[Any, ...]) -> str:
    """What keeps a string from holding anything: a text's check, a form, or that it names an entity."""
    if is_text(metadata):
        return "text"
    if any(isinstance(one, Refers) for one in metadata):
        return "entity"
    forms = [one for one in metadata if isinstance(one, StringConstraints) and one.pattern]
    return "form" if forms else "check" if any(hasattr(one, "func") for one in metadata) else "none"


def texts(model: Any, data: Any) -> Iterator[tuple[str, Any, Any]]:
    """Where in plain data a model's free texts stand: `Entity.name`, the holder and its key."""
    if not (isinstance(model, type) and issubclass(model, BaseModel) and isinstance(data, dict)):
        return
    model = KINDS[data["kind"]] if model is Fact else model
    for name, hint in hints(model).items():
        if name in data:
            yield from _inside(named(model, name), hint, data, name)


def _inside(field: str, hint: Any, holder: Any, key: Any) -> Iterator[tuple[str, Any, Any]]:
    value = holder[key]
    if isinstance(value, str):
        if any(leaf is str and is_text(metadata) for leaf, metadata in leaves(hint)):
            yield field, holder, key
    elif isinstance(value, list):
        for at in range(len(value)):
            yield from _inside(field, hint, value, at)
    elif isinstance(value, dict):
        models = [leaf for leaf, _ in leaves(hint) if leaf is not str]
        fitting = [m for m in models if m is Fact or set(value) <= set(m.model_fields)]
        if fitting:
            yield from texts(fitting[0], value)
        else:
            for inner in value:
                yield from _inside(field, hint, value, inner)
