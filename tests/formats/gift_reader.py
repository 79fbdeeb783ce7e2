"""A strict reader of GIFT, by the rules of Moodle's importer (question/format/gift/format.php)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

SPECIAL = ":#={}~\\n"
HELD = {f"\\{c}": f"\x00{ord(c):03d};" for c in ":#={}~"} | {"\\n": "\x00010;"}


@dataclass
class Question:
    """A question: texts as they are shown (HTML still escaped), answers with weight and feedback."""

    name: str
    kind: str
    text: str
    general: str
    id: str = ""
    tags: list[str] = field(default_factory=list)
    answers: list[tuple[str, float, str]] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)


def hold(text: str) -> str:
    """The text with its escaped characters out of the way, as `escapedchar_pre` does."""
    text = text.replace("\\\\", "\x00092;")
    for escaped, held in HELD.items():
        text = text.replace(escaped, held)
    return text.replace("\x00092;", "\\")


def release(text: str) -> str:
    """The characters that were held; a format before the text is taken off."""
    match = re.match(r"\[(html|plain|moodle|markdown)\]", text)
    text = text[match.end():] if match else text
    return re.sub("\x00(\\d{3});", lambda m: chr(int(m[1])), text).strip()


def read_gift(text: str) -> tuple[str, list[Question]]:
    """The category and the questions; ValueError where Moodle would refuse one."""
    first, *blocks = [b for b in re.split(r"\n\s*\n", text) if b.strip()]
    if not first.startswith("$CATEGORY:"):
        raise ValueError("no category")
    return hold(first[10:]).strip(), [_read(block) for block in blocks]


def _read(block: str) -> Question:
    comments = [line for line in block.split("\n") if line.startswith("//")]
    body = hold("\n".join(line for line in block.split("\n") if not line.startswith("//")).strip())
    name, rest = re.match(r"::(.*?)::(.*)$", body, re.S).groups()  # type: ignore[union-attr]
    start, end = rest.index("{"), rest.index("}")
    if end != len(rest) - 1 or rest.count("{") != 1:
        raise ValueError("braces")
    inside, _, general = rest[start + 1:end].strip().partition("####")
    question = Question(release(name), "", release(rest[:start]), release(general))
    for comment in comments:
        if found := re.search(r"\[id:((?:\\]|[^]])+)]", comment):
            question.id = found[1].replace("\\]", "]")
        question.tags = [t.replace("\\]", "]")
                         for t in re.findall(r"\[tag:((?:\\]|[^]])+)]", comment)]
    _answers(question, inside.strip())
    return question


def _answers(question: Question, inside: str) -> None:
    if inside.startswith("#"):
        question.kind = "numerical"
        question.answers = [(inside[1:].strip(), 1.0, "")]
    elif "~" in inside:
        question.kind = "multichoice"
        for part in filter(None, map(str.strip, inside.replace("=", "~=").split("~"))):
            right = part.startswith("=")
            if not right and re.match(r"%-*[0-9]{1,2}\.?[0-9]*%", part):
                raise ValueError("a weight")
            text, _, why = part[right:].partition("#")
            question.answers.append((release(text.strip()), float(right), release(why.strip())))
    elif "=" in inside and "->" in inside:
        question.kind = "match"
        for part in filter(None, map(str.strip, inside.split("="))):
            premise, _, response = part.partition("->")
            question.pairs.append((release(premise.strip()), release(response.strip())))
    elif inside.partition("#")[0].strip() in ("T", "TRUE", "F", "FALSE"):
        question.kind = "truefalse"
        truth, _, why = inside.partition("#")
        question.answers = [(truth.strip(), 1.0, release(why.strip()))]
    else:
        question.kind = "shortanswer"
        for part in filter(None, map(str.strip, inside.split("="))):
            weight = re.match(r"%(\d+)%", part)
            text, _, why = part[weight.end() if weight else 0:].partition("#")
            question.answers.append((release(text.strip()), float(weight[1]) / 100 if weight else 1.0,
                                     release(why)))
