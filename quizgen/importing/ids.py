"""Ids for what is imported: the file's own wherever it has them, else numbers; never made of a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from quizgen.bank.text import MAX_TEXT
from quizgen.importing.question import Kind, Question

MOST = 64
_OURS = re.compile(r"([a-z0-9][a-z0-9-]{0,63})\.([a-z][a-z0-9-]{0,63})")
_NAMES: dict[Kind, str] = {"true-false": "true-false", "matching": "matching", "ordering": "ordering"}


def slug(text: str, otherwise: str = "") -> str:
    """A text as an id: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text[:MAX_TEXT]).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:MOST].strip("-") or otherwise


def name_question(question: Question) -> tuple[str, str]:
    """The ids of a question's fact (or set) and of the question within it.

    An id as ours, `fact.question`, is kept; any other becomes the fact's.
    """
    name = _NAMES.get(question.kind, "answer")
    ours = _OURS.fullmatch(question.id)
    if ours and (question.kind not in ("matching", "ordering") or ours[2] == name):
        return ours[1], ours[2]
    return slug(question.id, "question"), name


class Taken:
    """The ids that are given already."""

    def __init__(self, ids: Iterable[str] = ()) -> None:
        self._last = dict.fromkeys(ids, 1)  # by id, the number that was last tried with it

    def free(self, name: str) -> str:
        """The id, or with a number where it is taken; from now on it is."""
        chosen, number = name, self._last.get(name, 1)
        while chosen in self._last:
            number += 1
            tail = f"-{number}"
            chosen = f"{name[: MOST - len(tail)]}{tail}"
        self._last[name] = number
        self._last.setdefault(chosen, 1)
        return chosen

    def __contains__(self, name: str) -> bool:
        return name in self._last
