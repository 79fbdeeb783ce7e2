"""GIFT in: as Moodle's own `question/format/gift` reads it, and as people write it by hand.

A blank line ends a question; `//` begins a comment, and one before a question may give its id and
tags. No library reads it well enough: pygiftparser, the one that does, knows neither ids and tags
nor the lines of what it refuses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from quizgen.importing.gift_comment import ids_and_tags, with_comments
from quizgen.importing.gift_text import FORMAT, free, hold, plain_text, shown_text
from quizgen.importing.plain import (
    is_shown_otherwise,
    lack,
    not_typed,
    plain_paragraphs,
    plain_perhaps,
    shorten,
    wanted,
    warn_of_links,
)
from quizgen.importing.question import (
    Imported,
    Notes,
    Question,
    Told,
    Unreadable,
    Wrong,
    within_reason,
)
from quizgen.importing.told import read_told, sort_tags, with_feedback
from quizgen.importing.values import decimal

_WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d{1,9})?)%")
BLANK = "_____"


@dataclass(slots=True)
class _Block:
    """A question's lines: its comments, and its own with what is escaped held."""

    line: int = 0
    comments: list[str] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its own lines as one text."""
        return "\n".join(self.rows)


@dataclass(frozen=True, slots=True)
class _Answer:
    """One answer: its weight in per cent, its text as written and its feedback."""

    weight: float
    text: str
    why: str


def read_gift(text: str, path: str) -> Imported:
    """The questions of a GIFT file; the last part of its first category is the title."""
    notes, category, title = Notes(path), "", ""
    questions: list[Question] = []
    for block in within_reason(_blocks(text), path):
        if block.text.startswith("$CATEGORY:"):
            category = _last_part(free(block.text.removeprefix("$CATEGORY:")))
            title = title or category
            continue
        try:
            question = _question(block, notes)
        except Unreadable as why:
            notes.left_out(block.line, str(why))
            notes.take_embedded()
            continue
        questions.append(replace(question, development=question.development or category,
                                 embedded=notes.take_embedded()))
    return Imported(tuple(questions), tuple(notes.problems), title)


def _blocks(text: str) -> Iterator[_Block]:
    """The questions' lines, between blank ones; a category stands on a line of its own.

    A line that begins another question right below one that has ended is taken for that.
    """
    block = _Block()
    for number, row in enumerate([*text.split("\n"), ""], start=1):
        stripped = row.strip()
        if block.rows and block.rows[-1].rstrip().endswith("}") and _begins(hold(stripped)):
            yield block
            block = _Block()
        if stripped.startswith("//"):
            block.comments.append(stripped)
        elif stripped.startswith("$CATEGORY:"):
            yield _Block(number, [], [hold(stripped)])
        elif stripped:
            block.line = block.line or number
            block.rows.append(hold(row))
        elif block.rows:
            yield block
            block = _Block()


def _begins(line: str) -> bool:
    """Whether a line after a closing brace begins a question: the rest of one has no brace or name."""
    if line.startswith("//"):
        return "[id:" in line or "[tag:" in line
    return line.startswith("::") or "{" in line


def _last_part(category: str) -> str:
    parts = re.split(r"(?<!/)/(?!/)", category.strip())
    return " ".join(parts[-1].replace("//", "/").split())


def _question(block: _Block, notes: Notes) -> Question:
    rest, name, form = block.text.strip(), "", "moodle"
    if rest.startswith("::"):
        name, found, rest = rest[2:].partition("::")
        if not found:
            raise Unreadable("its name begins with :: and does not end so")
        rest = rest.strip()
    if found_form := FORMAT.match(rest):
        form, rest = found_form[1].lower(), rest[found_form.end():]
    start, end = rest.find("{"), rest.rfind("}")
    if start < 0 and end < 0:
        raise Unreadable("a description asks nothing: it has no answers in braces")
    if rest.count("{") > 1 and rest.count("{") == rest.count("}"):
        raise Unreadable("it has more than one pair of braces: a blank line ends a question; write "
                         "\\{ and \\} for braces in a text")
    if start < 0 or end < start or "{" in rest[start + 1 :] or "}" in rest[start + 1 : end]:
        raise Unreadable("its braces do not match: one pair holds the answers; write \\{ for others")
    before, inside, after = rest[:start], rest[start + 1 : end].strip(), rest[end + 1 :].rstrip()
    left, right = " " * before[-1:].isalnum(), " " * after[:1].isalnum()  # from a word beside it
    whole = f"{before}{left}{BLANK}{right}{after}" if after else before
    stem = shown_text(whole, form, block.line, notes)
    stem = re.sub(r" +([.,;:?!])", r"\1", stem) if after else stem
    inside, _, general = inside.partition("####")
    raw = free(general).strip()
    markup = FORMAT.match(raw)
    raw = raw[markup.end():] if markup else raw
    html = (markup[1].lower() if markup else form) == "html"
    paragraphs = plain_paragraphs(raw, block.line, notes) if html else [
        plain_perhaps(raw, block.line, notes)] if raw else []
    told = read_told(paragraphs, raw)
    if html:
        warn_of_links(raw, block.line, notes, kept=told.addresses())
    asked = _answered(Question(block.line, "typed", wanted(stem, "the question")), inside.strip(),
                      form, notes)
    comments = "\n".join(block.comments)
    ids, tags = ids_and_tags(comments)
    asked = replace(asked, id=ids[-1] if ids else free(name).strip(),
                    told=with_feedback(told, asked.told.explanation))
    return with_comments(sort_tags(asked, tags), comments)


def _answered(question: Question, inside: str, form: str, notes: Notes) -> Question:
    """The question with what stands in its braces."""
    judged = re.match(r"(TRUE|T|FALSE|F)(#|$)", inside, re.I)
    if not inside:
        raise Unreadable("an essay has no answer to check")
    if inside.startswith("#"):
        return _number(question, inside[1:].strip(), form, notes)
    if judged:
        return _true_false(question, judged[1][0].upper() == "T", inside.partition("#")[2], form, notes)
    if inside[0] not in "=~":
        raise Unreadable("its answers begin with neither = nor ~ nor #, and are not TRUE or FALSE")
    if "~" in inside:
        return _choice(question, list(_answers(inside)), form, notes)
    if re.search(r"=[^=#]*->", inside):
        return _matching(question, inside, form, notes)
    return _typed(question, list(_answers(inside)), form, notes)


def _answers(inside: str) -> Iterator[_Answer]:
    """The answers, each with its weight: of a right one 100 unless it says otherwise."""
    for sign, written in re.findall(r"([=~])([^=~]*)", inside):
        text, _, why = written.strip().partition("#")
        weight = _WEIGHT.match(text)
        given = float(weight[1]) if weight else 100.0 if sign == "=" else 0.0
        yield _Answer(given, text[weight.end() :] if weight else text, why)


def _choice(question: Question, answers: list[_Answer], form: str, notes: Notes) -> Question:
    """One right answer among wrong ones; the same as typed where all are right."""
    read = [(a.weight, shown_text(a.text, form, question.line, notes),
             shown_text(a.why, form, question.line, notes)) for a in answers]
    right = [text for weight, text, _ in read if weight == 100]
    if part := next((weight for weight, *_ in read if 0 < weight < 100), 0):
        raise Unreadable("a choice has one right answer that is worth all points, and this one "
                         f"has an answer that is worth {part:g} %")
    if len(right) != 1:
        raise Unreadable(f"a choice has one right answer, and this one has {len(right)}")
    wrong = tuple(Wrong(wanted(text, "an answer"), why) for weight, text, why in read if weight <= 0)
    if any(weight < 0 for weight, *_ in read):
        notes.warn(question.line, "points taken off for a wrong answer are not kept")
    told = with_feedback(question.told, *(why for weight, _, why in read if weight == 100))
    return replace(question, kind="choice", key=wanted(right[0], "an answer"), wrong=wrong, told=told)


def _typed(question: Question, answers: list[_Answer], form: str, notes: Notes) -> Question:
    """Answers to type: those that are worth all points, without wildcards."""
    right = []
    for answer in answers:
        text = plain_text(answer.text)
        lost = not_typed(text, answer.weight, shorten(free(answer.why)))
        if lost:
            notes.left_out(question.line, lost)
        elif text and answer.weight == 100:
            right.append(text.replace("\\*", "*"))
    if not right:
        raise Unreadable("it has no answer that is worth all points")
    return replace(question, key=right[0], accept=tuple(right[1:]),
                   told=_explained(question, answers, form, notes))


def _and_feedback(why: str) -> str:
    """What else goes with an answer that is left out."""
    return f" with its feedback “{shorten(free(why))}”" if why.strip() else ""


def _explained(question: Question, answers: list[_Answer], form: str, notes: Notes) -> Told:
    """What the feedback of right answers tells."""
    return with_feedback(question.told, *(shown_text(answer.why, form, question.line, notes)
                                          for answer in answers if answer.weight == 100))


def _number(question: Question, inside: str, form: str, notes: Notes) -> Question:
    """A number, with its tolerance; of several the one that is worth all points."""
    answers = list(_answers(inside if inside.startswith(("=", "~")) else f"={inside}"))
    full = [a for a in answers if a.weight == 100]
    for other in [*full[1:], *(a for a in answers if a.weight != 100 and (a.text + a.why).strip())]:
        which = f"the answer {shorten(free(other.text))}" if other.text else "any other answer"
        notes.left_out(question.line, f"{which}{_and_feedback(other.why)}: a number has one answer, "
                       "right or wrong")
    text = free(full[0].text).strip() if full else ""
    if ".." in text:
        raise Unreadable(f"a range, {shorten(text)}, has no number that is the answer")
    number, colon, within = text.partition(":")
    key, tolerance = decimal(number), decimal(within) if colon else "0"
    if not key or not tolerance:
        comma = ": GIFT writes a point for the comma" if re.fullmatch(r"-?\d+,\d+", text) else ""
        raise Unreadable(f"“{shorten(text)}” is no number{comma}")
    return replace(question, kind="number", key=key, number=float(key),
                   tolerance=abs(float(tolerance)), told=_explained(question, full[:1], form, notes))


def _true_false(question: Question, truth: bool, why: str, form: str, notes: Notes) -> Question:
    """A statement; the first feedback is for who answers wrongly, the second for who is right."""
    wrong, _, right = (shown_text(part, form, question.line, notes) for part in why.partition("#"))
    return replace(question, kind="true-false", key=str(truth), wrong=(Wrong(str(not truth), wrong),),
                   told=with_feedback(question.told, right))


def _matching(question: Question, inside: str, form: str, notes: Notes) -> Question:
    """Pairs, and responses without a premise."""
    pairs = []
    for part in filter(None, (part.strip() for part in inside.split("="))):
        premise, arrow, response = part.partition("->")
        fitting = wanted(plain_text(response), "a response") if arrow else ""
        shown = shown_text(premise, form, question.line, notes)
        if shown or not is_shown_otherwise(free(premise)):
            pairs.append((shown, fitting))
        else:
            notes.left_out(question.line, f"the pair of “{shorten(fitting)}”: it is "
                           f"{lack(free(premise))}")
    if not all(response for _, response in pairs):
        raise Unreadable("an answer of a matching has no “->”")
    if not any(premise for premise, _ in pairs):
        raise Unreadable("a matching without pairs that can be asked")
    return replace(question, kind="matching", pairs=tuple(pair for pair in pairs if pair[0]),
                   surplus=tuple(response for premise, response in pairs if not premise))
