"""The comments that our own GIFT has above a question: what the format has no place for.

The counterpart of `quizgen/formats/gift_comment.py`, which says how they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from quizgen.importing.question import Member, Question, Said
from quizgen.importing.values import parse_day

_ID = re.compile(r"\[id:((?:\\\]|[^\]])*)\]")
_TAG = re.compile(r"\[tag:((?:\\\]|[^\]])*)\]")
_OURS = re.compile(r"// \[(?:date:|fact \d{1,2}:)")
_ENTRY = re.compile(r"\[([a-z]+)(?: (\d{1,2}))?(?: (\d{4}[-\d]{0,6}~?))?:((?:\\\]|[^\]])*)\]")
_POLARITY = {"asserts": "asserts", "confirms": "asserts", "denies": "denies", "declines": "declines",
             "supports": "supports"}


def ids_and_tags(comments: str) -> tuple[list[str], list[str]]:
    """The ids and the tags that comments give, as Moodle reads them."""
    return [_free(found) for found in _ID.findall(comments)], [
        _free(found) for found in _TAG.findall(comments)]


def with_comments(question: Question, comments: str) -> Question:
    """The question with what our own comments tell: when it happened, who said so, of which facts."""
    members = tuple(_members(comments))
    if not members:
        return question
    if members[0].id:
        return replace(question, members=members)
    first = members[0]
    return replace(question, happened=first.date, told=replace(question.told, said=first.said))


def _members(comments: str) -> Iterator[Member]:
    """What each line of ours tells; one on the question's own fact names no fact."""
    for line in comments.split("\n"):
        if not _OURS.match(line):
            continue
        member, said = Member("", 1, ""), []
        for verb, number, date, value in _ENTRY.findall(line):
            if verb == "fact":
                member = replace(member, id=_free(value), source=int(number or 1))
            elif verb == "date":
                member = replace(member, date=parse_day(value))
            elif verb in _POLARITY:
                who, content = _free(value), ""
                if verb == "supports":
                    who, _, content = who.partition(" said that ")
                said.append(Said(_POLARITY[verb], who, int(number or 1), parse_day(date),
                                 verb == "confirms", content))
        yield replace(member, said=tuple(said))


def _free(text: str) -> str:
    return text.replace("\\]", "]").strip()
