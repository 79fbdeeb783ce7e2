"""A slip of the hand that makes a file no YAML is told at its line, with what to type instead."""

from __future__ import annotations

import time
from typing import Any

import pytest

from quizgen.bank.yaml_reader import parse_yaml

FACT = """\
facts:
  - id: a
    cue: promised
    stem: a plan
    foils:
      - x
      - y
  - {id: b, cue: said}
"""

SLIPS = [
    ("    stem: a plan", "     stem: a plan", 4,
     "`stem` stands too far in: 5 blanks before it, where `cue` (line 3) has 4"),
    ("    stem: a plan", "   stem: a plan", 4, "`stem` stands not far enough in: 3 blanks"),
    ("    cue: promised", "     cue: promised", 3, "where `id` (line 2) has 4"),
    ("  - {id: b", "   - {id: b", 8, "stands too far in: 3 blanks before it, where `- id: a` (line 2)"),
    ("  - {id: b", " - {id: b", 8, "stands not far enough in: 1 blank before it"),
    ("      - y", "       - y", 7, "a line that begins with a dash"),
    ("      - y", "     - y", 7, "`- y` stands not far enough in: 5 blanks before it, where `- x`"),
    ("    stem: a plan", "    - stem: a plan", 4, "leave out the dash"),
    ("  - id: a", "  -id: a", 2, "a blank is missing after the dash: `- id: a`"),
    ("    stem: a plan", "    stem:a plan", 4, "a blank is missing after the colon: `stem: a plan`"),
    ("    stem: a plan", "    stem plan", 4, "is `stem: …` meant?"),
    ("stem: a plan", 'stem: "a plan', 4, "a quotation mark that is not closed"),
    ('stem: a plan\n    foils:\n      - x', 'stem: "a plan\n    foils:\n      - "x"', 4,
     "the text that begins with it on line 4 must end with the same mark"),
    ("cue: said}", 'cue: "said}', 8, "a quotation mark that is not closed"),
    ("stem: a plan", 'stem: "a" plan', 4, 'goes on after its closing " (plan)'),
    ("stem: a plan", "stem: 'a town's plan'", 4, "goes on after its closing ' (s plan')"),
    ("stem: a plan", "stem: {a} plan", 4, "a text that begins with { or [ must be put in quotes"),
    ("cue: said}", "cue: said}}", 8, "one } too many"),
    ("cue: said}", "cue: said", 8, "the { that opens on line 8 is not closed"),
    ("cue: said}", "cue: [said}", 8, "the [ is not closed: a ] is missing before the }"),
    ("cue: said}", "cue: said: so}", 8, "what stands after “- {id: b, cue: said” cannot be read"),
    ("stem: a plan", "stem: *a plan*", 4, "a text that begins with * "),
    ("stem: a plan", "stem: - a plan", 4, "a text that begins with “- ” must be put in quotes"),
    ("stem: a plan", "stem: > a plan", 4, "a text that begins with | or > must be put in quotes"),
    ("stem: a plan", "stem: ? a plan", 4, "a text that begins with “? ” must be put in quotes"),
    ("stem: a plan", "stem: a plan: now", 4, "a second “: ” on the line; put the text in quotes"),
]


@pytest.mark.parametrize(("before", "after", "line", "fragment"), SLIPS)
def test_a_slip_is_told_at_its_line(before: str, after: str, line: int, fragment: str) -> None:
    problems = parse_yaml(FACT.replace(before, after), "d.yaml")[1]
    assert [problem.line for problem in problems] == [line], problems
    assert fragment in problems[0].message


def test_a_mark_without_a_blank_is_no_text_cut_off(read: Any) -> None:
    """`x: hale  #open: who?` is an open point, and not a text that needs quotes."""
    assert parse_yaml("x: hale  #open: who?\n", "d.yaml")[1] == []
    assert "is a comment to YAML" in parse_yaml("x: plan #2: who?\n", "d.yaml")[1][0].message


@pytest.mark.parametrize("text", ["- " * 400_000 + "x", "a: b\n c" + " " * 400_000 + ": d",
                                  "a: b\n" * 60_000 + " c: d", 'a: "' + "b\n" * 200_000])
def test_a_long_file_takes_no_longer_than_its_length(text: str) -> None:
    begun = time.process_time()
    assert parse_yaml(text, "d.yaml")[1]
    assert time.process_time() - begun < 5
