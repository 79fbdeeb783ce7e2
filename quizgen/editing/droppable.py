"""What can be dropped at a place, nearest first, and what else refers to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizgen.bank.open_points import ENTITIES, ids_of, words_of
from quizgen.bank.outline import Keys, Part

# Lists whose entries stand for themselves.
_ENTRIES = ("assertions", "evidence", "facts", "updates", "sets", "sources", "developments",
            "aliases", "tags", "authors", "waivers", "surplus")
# Without these nothing is left of what they stand in.
_NEEDED = ("id", "kind", "fact", "by", "name", "type", "start", "end", "sha256")
# Keys under which a text that looks like an id names nothing of the bank.
_NO_REFERENCES = ("id", "topic", "tags", "kind", "type", "name", "subtype")


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that can be dropped: where it stands, in words, and the lines that refer to it."""

    keys: Keys
    words: str
    referrers: tuple[str, ...] = ()


def droppable(
    file: str, keys: Keys, outlines: Mapping[str, Sequence[Part]]
) -> tuple[Thing, ...]:
    """The value itself where the rest stands without it, then the things in which it lies."""
    parts = outlines[file]
    named = ids_of(parts)
    things = []
    for count in range(len(keys), 0, -1):
        at = keys[:count]
        last, holder = at[-1], at[-2] if count > 1 else None
        if isinstance(last, int):
            takes = holder in _ENTRIES or "foils" in at
        else:
            takes = count == len(keys) and count > 1 and last not in (*_NEEDED, *_ENTRIES[:7])
            takes = takes or (file == ENTITIES and count == 1)
        if takes:
            things.append(Thing(at, words_of(named, at, file), tuple(referrers(file, at, outlines))))
    return tuple(things)


def referrers(file: str, keys: Keys, outlines: Mapping[str, Sequence[Part]]) -> Iterator[str]:
    """The places, as `file:line`, that name the entity, fact or source at `keys`."""
    name = next((part.text for part in outlines[file]
                 if part.keys == (*keys, "id") and part.text), None)
    if file == ENTITIES and len(keys) == 1:
        name = str(keys[0])
    if name is None or keys[-2:-1] == ("developments",):
        return
    for where, parts in outlines.items():
        for part in parts:
            own = where == file and part.keys[: len(keys)] == keys
            if not own and _names(part, name):
                yield f"{where}:{part.line}"


def _names(part: Part, name: str) -> bool:
    """Whether a value, or a key of `labels`, is that id, or a sentence has it marked."""
    if part.keys[-2:] == ("labels", name):
        return True
    if part.text is None or any(key in _NO_REFERENCES for key in part.keys[-2:]):
        return False
    return part.text == name or f"@{name}}}" in part.text or part.text.endswith(f"/{name}")
