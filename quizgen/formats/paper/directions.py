"""What students are told to do: on the question's own page, or where an answer sheet goes with it."""

from __future__ import annotations

from quizgen.items.item import Kind

ON_THE_LINE = "Where there is a line, write your answer on it."
ON_THE_PAGE: dict[Kind, str] = {
    "multiple-choice": "Circle the letter of the one best answer.",
    "true-false": "Tick True or False.",
    "short-answer": ON_THE_LINE,
    "cloze": "Write what is missing from the sentence.",
    "numerical": ON_THE_LINE,
    "matching": "Write the letter of the right answer on each line. Some letters are left over.",
    "ordering": "Number the events on the lines, from 1 for the earliest.",
}
MARKED_ON_THE_SHEET: dict[Kind, str] = {
    "multiple-choice": "Mark the letter of the one best answer on the answer sheet.",
    "true-false": "Mark T or F on the answer sheet.",
    "matching": "For each number, mark the letter of the right answer on the answer sheet. "
                "Some letters are left over.",
    "ordering": "For each event, mark its number on the answer sheet, from 1 for the earliest.",
}
WRITTEN_ON_THE_SHEET: dict[Kind, str] = {
    "short-answer": "Write your answer on the answer sheet.",
    "cloze": "Write what is missing from the sentence on the answer sheet.",
    "numerical": "Write your answer on the answer sheet.",
}
# Kinds whose direction stands at each question, since it is not the one that most have.
DIRECTED: tuple[Kind, ...] = ("matching", "ordering", "cloze", "true-false")


def directions(answer_sheet: bool, written_there: bool) -> dict[Kind, str]:
    """The direction of each kind; `written_there` is whether an answer sheet has room for words."""
    if not answer_sheet:
        return ON_THE_PAGE
    return ON_THE_PAGE | MARKED_ON_THE_SHEET | (WRITTEN_ON_THE_SHEET if written_there else {})
