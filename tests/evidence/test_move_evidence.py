"""New places in a deck's files: only the numbers change, whatever the layout."""

from __future__ import annotations

import pytest

from quizgen.bank.deck import SourceText
from quizgen.bank.evidence import Evidence
from quizgen.evidence.move_evidence import Changes, moved_text
from quizgen.problem import QuizgenError

A, B = "a" * 64, "b" * 64
DIGEST = f"""\
# first: “ünïcode” 🦊
sources:
  - {{id: cnn, publisher: CNN, text: {{length: 90, sha256: "{A}"}}}}   # kept
  - id: bbc
    text:
      sha256: {A}
      length: 90
facts:
- id: f   # start: 5, end: 9
  evidence: [ {{start: 5, end: 9, sha256: {A}}}, {{ end: 7 , sha256: '{B}', start: 3 }} ]
  assertions:
    - by: x
      source: bbc
      evidence:
        - start: 5      # not cnn's
          end: 9
          sha256: {A}
- {{id: g, source: bbc, evidence: [{{start: 5, end: 9, sha256: {A}, source: cnn}}]}}
"""


def at(start: int, end: int, sha256: str = A) -> Evidence:
    return Evidence(start=start, end=end, sha256=sha256)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_only_the_numbers_of_that_source_change(line_end: str, mark: str) -> None:
    digest = mark + DIGEST.replace("\n", line_end)
    changes = Changes({("cnn", at(5, 9)): 105, ("cnn", at(3, 7, B)): 2},
                      {"bbc": SourceText(length=7, sha256=B)})
    expected = digest
    for old, new in (
        (f"[ {{start: 5, end: 9, sha256: {A}}}", f"[ {{start: 105, end: 109, sha256: {A}}}"),
        (f"{{ end: 7 , sha256: '{B}', start: 3 }}", f"{{ end: 6 , sha256: '{B}', start: 2 }}"),
        (f"{{start: 5, end: 9, sha256: {A}, source", f"{{start: 105, end: 109, sha256: {A}, source"),
        (f"sha256: {A}{line_end}      length: 90", f"sha256: {B}{line_end}      length: 7"),
    ):
        assert expected.count(old) == 1
        expected = expected.replace(old, new)
    assert moved_text(digest, changes) == expected


def test_a_quoted_fingerprint_keeps_its_quotes_and_block_style_its_comments() -> None:
    changes = Changes({("bbc", at(5, 9)): 6}, {"cnn": SourceText(length=91, sha256=B)})
    text = moved_text(DIGEST, changes)
    assert f'text: {{length: 91, sha256: "{B}"}}}}   # kept' in text
    assert "- start: 6      # not cnn's\n          end: 10\n" in text
    assert len([1 for old, new in zip(DIGEST.splitlines(), text.splitlines(), strict=True)
                if old != new]) == 3


@pytest.mark.parametrize("changes", [
    Changes({("cnn", at(50, 90)): 5}, {}), Changes({}, {"abc": SourceText(length=7, sha256=B)}),
])
def test_a_file_that_is_not_the_one_checked_is_left_alone(changes: Changes) -> None:
    with pytest.raises(QuizgenError, match="has changed since it was checked; nothing was written"):
        moved_text(DIGEST, changes)


def test_a_file_that_is_broken_by_now_is_left_alone() -> None:
    with pytest.raises(QuizgenError, match="nothing was written"):
        moved_text("a: [", Changes({("cnn", at(5, 9)): 5}, {}))
