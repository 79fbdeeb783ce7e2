"""Moodle XML in: as Moodle's own `question/format/xml` writes it, and as ours does.

Plugins' question types and those whose marking cannot be kept are named and left out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import unquote

from quizgen.importing.plain import (
    is_markup,
    is_shown_otherwise,
    lack,
    markdown_html,
    not_typed,
    plain_paragraphs,
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
from quizgen.importing.xml_tree import Node, RefusedXml, read_xml


def read_moodle_xml(text: str, path: str) -> Imported:
    """The questions of a Moodle XML file; the last part of its first category is the title."""
    notes, category, title = Notes(path), "", ""
    try:
        root = read_xml(text)
    except RefusedXml as refused:
        notes.left_out(refused.line, refused.message)
        return Imported((), tuple(notes.problems))
    if root.tag != "quiz":
        notes.left_out(root.line, f"Moodle XML begins with <quiz>, not with <{shorten(root.tag)}>")
        return Imported((), tuple(notes.problems))
    questions: list[Question] = []
    for node in within_reason(root.children, path):
        kind = node.attributes.get("type", "")
        if node.tag != "question":
            notes.left_out(node.line, f"<{shorten(node.tag)}> is no question")
        elif kind == "category":
            parts = re.split(r"(?<!/)/(?!/)", node.text_of("category", "text").strip())
            category = " ".join(parts[-1].replace("//", "/").split())
            title = title or category
        else:
            try:
                question = _question(node, kind, notes)
            except Unreadable as why:
                notes.left_out(node.line, str(why))
                notes.take_embedded()
                continue
            questions.append(replace(question, development=question.development or category,
                                     embedded=notes.take_embedded()))
    return Imported(tuple(questions), tuple(notes.problems), title)


def _question(node: Node, kind: str, notes: Notes) -> Question:
    if kind not in _READERS:
        what = {"essay": "an essay has no answer to check", "description": "a description asks nothing",
                "cloze": "gaps in Moodle's embedded form are not read"}
        unread = f"a question of the type “{shorten(kind)}” is not read" if kind else "it names no type"
        raise Unreadable(what.get(kind, unread))
    stem = wanted(_shown(node.first("questiontext"), notes), "the question",
                  node.text_of("questiontext", "text"))
    asked = _READERS[kind](Question(node.line, "typed", stem), node, notes)
    _warn_of_lost(node, notes)
    told = with_feedback(_told(node.first("generalfeedback"), notes), asked.told.explanation)
    name = node.text_of("idnumber") or node.text_of("name", "text")
    asked = replace(asked, told=told, id=name.strip())
    tags = node.first("tags")
    return sort_tags(asked, [" ".join(tag.text_of("text").split()) for tag in tags.all("tag")]
                     if tags else [])


def _warn_of_lost(node: Node, notes: Notes) -> None:
    """Name what of a question the bank has no place for."""
    hints = [hint for hint in node.all("hint") if hint.text_of("text").strip()]
    if hints:
        notes.warn(hints[0].line, f"what Moodle gives as hints is not kept ({len(hints)})")
    points = node.text_of("defaultgrade").strip()
    if re.fullmatch(r"\d{1,3}(?:\.\d{1,9})?", points) and float(points) != 1 and not node.first(
            "subquestion"):
        notes.warn(node.line, f"its points ({float(points):g}) are not kept: each question counts one")
    if node.text_of("hidden").strip() == "1":
        notes.warn(node.line, "it is hidden in Moodle (hidden); here it is asked")
    if node.text_of("usecase").strip() == "1":
        notes.warn(node.line, "the answer's capitals have to be right in Moodle (usecase); here any "
                   "will do")
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        field = node.first(name)
        words = " ".join(_paragraphs(field, notes))
        if field and words and words not in _USUAL:
            notes.warn(field.line, f"the feedback for any answer is not kept: “{shorten(words)}”")


def _told(feedback: Node | None, notes: Notes) -> Told:
    """The general feedback; the picture that our own export puts at its end is named, and gone."""
    paragraphs = _paragraphs(feedback, notes)
    raw = feedback.text_of("text") if feedback else ""
    shorter = _PICTURE.sub("", raw)
    if shorter != raw:
        paragraphs = plain_paragraphs(shorter, 0, Notes(""))
    told, markup = read_told(paragraphs, raw), _markup(feedback) if feedback else None
    if feedback and markup is not None:
        warn_of_links(markup, feedback.line, notes, kept=told.addresses())
    return told


def _choice(question: Question, node: Node, notes: Notes) -> Question:
    """One right answer among wrong ones."""
    right, wrong, told = [], [], question.told
    for answer in node.all("answer"):
        weight = _weight(answer)
        if 0 < weight < 100:
            raise Unreadable("a choice has one right answer that is worth all points, and this one "
                             f"has an answer that is worth {weight:g} %")
        if weight < 0:
            notes.warn(answer.line, "points taken off for a wrong answer are not kept")
        text = wanted(_shown(answer, notes), "an answer", answer.text_of("text"))
        if weight == 100:
            right.append(text)
            told = with_feedback(told, _shown(answer.first("feedback"), notes))
        else:
            wrong.append(Wrong(text, _shown(answer.first("feedback"), notes)))
    if len(right) != 1:
        raise Unreadable(f"a choice has one right answer, and this one has {len(right)}")
    return replace(question, kind="choice", key=right[0], wrong=tuple(wrong), told=told)


def _true_false(question: Question, node: Node, notes: Notes) -> Question:
    """A statement, with the feedback for who answers wrongly."""
    answers = {answer.text_of("text").strip().lower(): answer for answer in node.all("answer")}
    right = [name for name, answer in answers.items() if _weight(answer) == 100]
    if right not in (["true"], ["false"]):
        raise Unreadable("which of true and false is right does not stand there")
    other = answers.get("false" if right == ["true"] else "true")
    why = _shown(other.first("feedback"), notes) if other else ""
    told = with_feedback(question.told, _shown(answers[right[0]].first("feedback"), notes))
    return replace(question, kind="true-false", key=right[0].capitalize(), told=told,
                   wrong=(Wrong("False" if right == ["true"] else "True", why),))


def _typed(question: Question, node: Node, notes: Notes) -> Question:
    """Answers to type: those that are worth all points, without wildcards."""
    right, told = [], question.told
    for answer in node.all("answer"):
        text = " ".join(answer.text_of("text").split())
        why = _shown(answer.first("feedback"), notes)
        lost = not_typed(text, _weight(answer), why)
        if lost:
            notes.left_out(answer.line, lost)
        elif text and _weight(answer) == 100:
            right.append(text.replace("\\*", "*"))
            told = with_feedback(told, why)
    if not right:
        raise Unreadable("it has no answer that is worth all points")
    return replace(question, key=right[0], accept=tuple(right[1:]), told=told)


def _number(question: Question, node: Node, notes: Notes) -> Question:
    """A number with its tolerance and its first unit."""
    full = [answer for answer in node.all("answer") if _weight(answer) == 100]
    for other in [a for a in node.all("answer") if a not in full[:1]]:
        text, why = other.text_of("text").strip(), _shown(other.first("feedback"), notes)
        which = "any other answer" if text in ("", "*") else f"the answer {shorten(text)}"
        said = f" with its feedback “{shorten(why)}”" if why else ""
        if said or which != "any other answer" or _weight(other) > 0:
            notes.left_out(other.line, f"{which}{said}: a number has one answer, right or wrong")
    text = full[0].text_of("text").strip() if full else ""
    within = full[0].text_of("tolerance").strip() or "0" if full else "0"
    key, tolerance = decimal(text), decimal(within)
    if not key or not tolerance:
        raise Unreadable(f"“{shorten(text)}” with the tolerance “{shorten(within)}” is no number")
    units = node.first("units")
    names = [unit.text_of("unit_name").strip() for unit in units.all("unit")
             if float(decimal(unit.text_of("multiplier")) or 1) == 1] if units else []
    for unit in units.all("unit") if units else ():
        if unit.text_of("unit_name").strip() not in names[:1]:
            notes.warn(unit.line, "another unit is not kept: "
                       f"{shorten(unit.text_of('unit_name'))}")
    told = with_feedback(question.told, _shown(full[0].first("feedback"), notes))
    return replace(question, kind="number", key=key, number=float(key), told=told,
                   tolerance=abs(float(tolerance)), unit=names[0] if names else "")


def _matching(question: Question, node: Node, notes: Notes) -> Question:
    """Pairs, and responses without a premise."""
    pairs = []
    for pair in node.all("subquestion"):
        response = wanted(" ".join(pair.text_of("answer", "text").split()), "a response")
        premise = _shown(pair, notes)
        if premise or not is_shown_otherwise(pair.text_of("text")):
            pairs.append((premise, response))
        else:
            notes.left_out(pair.line, f"the pair of “{shorten(response)}”: it is "
                           f"{lack(pair.text_of('text'))}")
    if not any(premise for premise, _ in pairs):
        raise Unreadable("a matching without pairs that can be asked")
    return replace(question, kind="matching", pairs=tuple(pair for pair in pairs if pair[0]),
                   surplus=tuple(response for premise, response in pairs if not premise))


def _ordering(question: Question, node: Node, notes: Notes) -> Question:
    """Events in their right order, which is that of their weights."""
    answers = sorted(node.all("answer"), key=_weight)
    return replace(question, kind="ordering",
                   sequence=tuple(wanted(_shown(answer, notes), "an event") for answer in answers))


_READERS = {"multichoice": _choice, "truefalse": _true_false, "shortanswer": _typed,
            "numerical": _number, "matching": _matching, "match": _matching, "ordering": _ordering}
# What Moodle writes by itself, in English and German.
_USUAL = frozenset(("Your answer is correct.", "Your answer is partially correct.",
                    "Your answer is incorrect.", "Die Antwort ist richtig.",
                    "Die Antwort ist teilweise richtig.", "Die Antwort ist falsch."))
_PICTURE = re.compile(r'<p><img src="@@PLUGINFILE@@/[^<>]*><br>[^<>]*</p>\s*$')


def _weight(answer: Node) -> float:
    text = answer.attributes.get("fraction", "0").strip()
    return float(text) if re.fullmatch(r"-?\d{1,3}(?:\.\d{1,9})?", text) else 0.0


def _paragraphs(field: Node | None, notes: Notes) -> list[str]:
    """The paragraphs of a text, by the format that it names; files beside it that it does not show
    are named.
    """
    if field is None:
        return []
    text = field.text_of("text")
    for file in field.all("file"):
        name = file.attributes.get("name", "")
        if not name or (name not in text and name not in unquote(text)):
            notes.warn(file.line, f"the file “{shorten(name)}” is left out")
    markup = _markup(field)
    if markup is not None:
        return plain_paragraphs(markup, field.line, notes)
    return [" ".join(text.split())] if text.strip() else []


def _markup(field: Node) -> str | None:
    """A text as HTML, by the format that it names or by its looks; None where it is plain."""
    text, form = field.text_of("text"), field.attributes.get("format")
    if form == "markdown":
        return markdown_html(text)
    return text if form == "html" or (form != "plain_text" and is_markup(text)) else None


def _shown(field: Node | None, notes: Notes) -> str:
    """A text as plain text on one line."""
    markup = _markup(field) if field else None
    if field and markup is not None:
        warn_of_links(markup, field.line, notes)
    return " ".join(_paragraphs(field, notes))
