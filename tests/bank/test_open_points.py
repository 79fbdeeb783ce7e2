"""Open points are found in a deck's files with what they concern."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.bank.open_points import deck_open_points, find_open_points
from quizgen.bank.yaml_reader import parse_yaml

DIGEST = """\
date: 2024-05-04
# open: is it the Gazette?
sources:
  # open: which page?
  - id: gazette
    publisher: Gazette
developments:
  - id: hall
    # open: a better title
    title: A hall
    facts:
      # open: the day is a guess from “Thursday”

      # (an ordinary remark)
      - id: vote
        kind: vote
        # open: the council or its planning committee?
        # open: or both?
        body: council
        assertions:
          - by: hale
            # open: “promised”?
            cue: said
        explanation: >-
          A text may hold
          # open: this, which is a part of it
        # open: nothing
"""


def test_each_is_told_with_its_line_and_what_it_concerns() -> None:
    points = find_open_points(DIGEST, "d.yaml")
    assert [(p.line, p.about, p.says) for p in points] == [
        (2, "sources", "is it the Gazette?"),
        (4, "source gazette", "which page?"),
        (9, "development hall, title", "a better title"),
        (12, "fact vote", "the day is a guess from “Thursday”"),
        (17, "fact vote, body", "the council or its planning committee?"),
        (18, "fact vote, body", "or both?"),
        (22, "fact vote, assertion hale, cue", "“promised”?"),
        (27, "", "nothing"),
    ]
    assert points[3].keys == ("developments", 0, "facts", 0)
    assert all(DIGEST[p.start : p.end] == f"# open: {p.says}" for p in points)
    assert parse_yaml(DIGEST, "d.yaml")[1] == []  # to YAML they are comments


@pytest.mark.parametrize(("text", "about"), [
    ("# open: x\nivan: {name: Ivan, type: Person}\n", "entity ivan"),
    ("ivan:\n  # open: x\n  name: Ivan\n", "entity ivan, name"),
    ("ivan:\n  aliases: [a,\n    # open: x\n    b]\n", "entity ivan, aliases 2"),
    ("ivan:\n  aliases:\n  # open: x\n  - a\n", "entity ivan, aliases 1"),
    ("\ufeff# open: x\r\nivan:\r\n  name: I\r\n", "entity ivan"),
    ("# open: x\nivan: *alias\n", ""),
    ("# open: x\nivan: {\n", ""),
    ("# open: x", ""),
])
def test_whatever_the_layout(text: str, about: str) -> None:
    [point] = find_open_points(text, "deck/entities.yaml")
    assert (point.about, point.says) == (about, "x")


@pytest.mark.parametrize(("text", "says"), [
    ("a: 1 # open: x\n", "open: x"), ("a: {b: 1} # open: x\nc: 2\n", "open: x"),
    ("#open: x\na: 1\n", "open: x (written `#open:`; `# open:` is meant)"),
    ("# Open : x\na: 1\n", "open: x (written `# Open :`; `# open:` is meant)"),
    ("# OPEN\na: 1\n", "open: (not said what) (written `# OPEN`; `# open:` is meant)"),
    ("## opn: x\na: 1\n", "open: x (written `## opn:`; `# open:` is meant)"),
    ("# open; x\na: 1\n", "open: x (written `# open;`; `# open:` is meant)"),
    ("# open – x\na: 1\n", "open: x (written `# open –`; `# open:` is meant)"),
    ("# open - x\na: 1\n", "open: x (written `# open -`; `# open:` is meant)"),
    ("a: 1 # open?\n", "open: (not said what) (written `# open?`; `# open:` is meant)"),
    ("# Open (x?)\na: 1\n", "open: x?) (written `# Open (`; `# open:` is meant)"),
    ("# TODO ask her\na: 1\n", "open: ask her (written `# TODO`; `# open:` is meant)"),
])
def test_what_is_nearly_one_is_told_as_it_is_written(text: str, says: str) -> None:
    [point] = find_open_points(text, "d.yaml")
    assert point.keys == ("a",) and point.problem().message == f"a: {says}"


@pytest.mark.parametrize("text", ["a: '\n# open: x\n'\n", "# a # open: x\na: 1\n", "a: x#open: y\n",
                                  "a: |\n  # open: x\n", "# opened: x\na: 1\n",
                                  "# open questions\na: 1\n", "# open-air play\na: 1\n",
                                  "# open, they say\na: 1\n", "# open.txt has it\na: 1\n"])
def test_other_comments_and_texts_are_none(text: str) -> None:
    assert find_open_points(text, "d.yaml") == ()


@pytest.mark.parametrize("text", [
    "# open: x\n" * 40_000 + "a: 1\n", "a:\n" + "- b\n# open: x\n" * 10_000,
    "# open:" + " " * 2_000_000 + "x\na: 1\n", "a: |\n" + "  # open: x\n" * 200_000,
    "a: [\n" + "b, # open: x\n" * 10_000 + "]\n",
], ids=["a run", "many", "blanks", "a text", "behind"])
def test_a_file_of_marks_takes_no_longer_than_its_length(text: str) -> None:
    """Anything but linear would not end within the patience of a test run."""
    points = find_open_points(text, "d.yaml")
    assert len(points) == (0 if text.startswith("a: |") else text.count("# open:"))
    assert all(point.keys for point in points[:-1])


def test_the_files_of_a_deck_come_by_name_and_unreadable_ones_have_none(tmp_path: Path) -> None:
    for name in ("entities", "2024-05-05", "2024-05-04"):
        (tmp_path / f"{name}.yaml").write_text("# open: x\na: 1\n")
    (tmp_path / "2024-05-06.yaml").mkdir()
    (tmp_path / "2024-05-07.yaml").write_bytes(b"\xff\xfe# open: x\n")
    names = [Path(p.path).name for p in deck_open_points(tmp_path)]
    assert names[:2] == ["2024-05-04.yaml", "2024-05-05.yaml"]
    assert names[-1] == "entities.yaml"
    assert deck_open_points(tmp_path / "none") == ()
