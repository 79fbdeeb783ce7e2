"""Any answer written into any file leaves all else in it to the byte."""

from __future__ import annotations

import difflib
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.bank.open_points import find_open_points
from quizgen.bank.outline import Keys, outline
from quizgen.editing.rewrite import (
    CannotRewrite,
    with_value,
    with_yaml,
    without_mark,
    without_part,
)

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs"),
                              exclude_characters="\ufeff\x85"), min_size=1, max_size=12)
VALUES = st.lists(st.one_of(WORDS, st.sampled_from(
    ["a: b", "# c", "- d", "yes", "12", "2023-09-15", "“x”", "it's", '"q"', "{x=@y}", "@", "|", "😀"])),
    min_size=1, max_size=30).map(" ".join)
SIMPLE = st.text("abcxyz", min_size=1, max_size=5)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A file in the layouts that authors use: comments, blank lines, quotes, blocks, braces."""
    lines: list[str] = []

    def remark(indent: str) -> None:
        kind = draw(st.sampled_from(["", "", "", "blank", "comment", "open"]))
        if kind == "blank":
            lines.append("")
        elif kind:
            lines.append(f"{indent}# {'open: ' if kind == 'open' else ''}{draw(SIMPLE)} é😀")

    def scalar(indent: str) -> list[str]:
        word = draw(SIMPLE)
        tail = draw(st.sampled_from(["", "", "  # note"]))
        return draw(st.sampled_from([
            [f"{word}{tail}"], [f"'{word} # x'{tail}"], [f'"{word}: \\u00e9"{tail}'], ["14"],
            [f">-{tail}", f"{indent}  {word} on", f"{indent}  # open: two lines"],
            ["|", f"{indent}    {word}"], [f"{{a: {word}, b: [1, '{word}'], c: x}}{tail}"],
            [f"[{word}, b,", f"{indent}   c]"],
        ]))

    def body(indent: str, depth: int) -> None:
        as_list = draw(st.booleans())
        for number in range(draw(st.integers(1, 4))):
            remark(indent)
            head = f"{indent}-" if as_list else f"{indent}k{number}:"
            if depth < 3 and draw(st.booleans()):
                if as_list:
                    at = len(lines)
                    body(indent + "  ", depth + 1)
                    while not lines[at].strip() or lines[at].lstrip().startswith("#"):
                        at += 1
                    lines[at] = f"{indent}- {lines[at].lstrip()}"
                else:
                    lines.append(head)
                    body(indent + "  ", depth + 1)
            else:
                first, *rest = scalar(indent)
                lines.extend((f"{head} {first}", *rest))

    remark("")
    for number in range(draw(st.integers(1, 3))):
        lines.append(f"top{number}:")
        body("  ", 1)
        remark("")
    return draw(st.sampled_from(["\n", "\r\n"])).join([*lines, ""])


def said(text: str) -> list[tuple[Keys, str | None]]:
    return [(part.keys, part.text) for part in outline(text)]


@settings(max_examples=40, deadline=None)
@given(text=documents(), value=VALUES, data=st.data())
def test_another_value_leaves_every_other_byte(text: str, value: str, data: st.DataObject) -> None:
    part = data.draw(st.sampled_from([p for p in outline(text) if p.text is not None]))
    ways = list(with_value(text, part.keys, value))
    assert ways, "any text can be written in some way"
    for after in ways:
        assert after.startswith(text[: part.start]) and after.endswith(text[part.end :])
        assert len(after) >= len(text) - (part.end - part.start)
        found = dict(said(after))
        assert (found.pop(part.keys) or "").strip() == value
        assert found == {k: words for k, words in said(text) if k != part.keys}


@settings(max_examples=40, deadline=None)
@given(text=documents(), data=st.data())
def test_what_is_dropped_goes_and_nothing_else(text: str, data: st.DataObject) -> None:
    part = data.draw(st.sampled_from([p for p in outline(text) if p.keys]))
    try:
        after = without_part(text, part.keys)
    except CannotRewrite:
        return
    assert len(said(after)) < len(said(text))
    # Only deletions: what is left stands in the old text in the same order.
    kept = iter(text)
    assert all(char in kept for char in after)
    gone = [row for row in difflib.ndiff(text.splitlines(), after.splitlines()) if row[0] == "-"]
    others = [row for row in gone if row[2:].lstrip().startswith("#") and "open:" not in row]
    left = {one.keys for one in outline(after)}
    whole = next(p for n in range(1, len(part.keys) + 1) for p in outline(text)
                 if p.keys == part.keys[:n] and (p.keys not in left or p.keys == part.keys))
    inside = text[whole.at : whole.end]
    assert all(row[2:].strip() in inside for row in others)


@settings(max_examples=30, deadline=None)
@given(text=documents(), data=st.data())
def test_an_accepted_point_loses_its_line_alone(text: str, data: st.DataObject) -> None:
    points = find_open_points(text, "f")
    if not points:
        return
    point = data.draw(st.sampled_from(points))
    try:
        after = without_mark(text, point)
    except CannotRewrite:  # a deeper comment below would become the end of a block text above
        assert ">-" in text or "|" in text
        return
    rows = text.splitlines(keepends=True)
    assert after.splitlines(keepends=True) == rows[: point.line - 1] + rows[point.line :]
    assert len(find_open_points(after, "f")) == len(points) - 1


@pytest.mark.parametrize(("text", "keys", "value", "wanted"), [
    ("a:\nb: 1\n", ("a",), "x", "a: x\nb: 1\n"),
    ("a: x # c\n", ("a",), "b: c", 'a: "b: c" # c\n'),
    ("a: 'x'\n", ("a",), "it's", "a: 'it''s'\n"),
    ("a: {b: x, c: 1}\n", ("a", "b"), "y, z", 'a: {b: "y, z", c: 1}\n'),
    ("a: >-\n  x\n  y\n\n# c\nb: 1\n", ("a",), "new", "a: >-\n  new\n\n# c\nb: 1\n"),
    ("- x\n-\n- y\n", (1,), "z", "- x\n- z\n- y\n"),
    ("a: 14\n", ("a",), "15", "a: 15\n"),
])
def test_a_value_is_written_as_the_old_one_was(text: str, keys: Keys, value: str, wanted: str) -> None:
    assert next(with_value(text, keys, value)) == wanted


@pytest.mark.parametrize(("text", "keys", "wanted"), [
    ("a:\n  - id: x\n    k: 1\n\n  # open: w\n  # c\n  - id: y\n\n  - id: z\n", ("a", 1),
     "a:\n  - id: x\n    k: 1\n\n  # c\n\n  - id: z\n"),
    ("a:\n  - id: x\n\n  - id: y\n\n  - id: z\n", ("a", 1), "a:\n  - id: x\n\n  - id: z\n"),
    ("a: 1\nb:\n  - x\nc: 2\n", ("b", 0), "a: 1\nc: 2\n"),
    ("a: [x, y, z]\n", ("a", 0), "a: [y, z]\n"),
    ("a: [x, y, z]\n", ("a", 2), "a: [x, y]\n"),
    ("a: {b: 1, c: 2}\n", ("a", "c"), "a: {b: 1}\n"),
    ("# open: q\nivan: {name: I}\nolga: {name: O}", ("ivan",), "olga: {name: O}"),
])
def test_what_is_dropped_takes_its_marks_along(text: str, keys: Keys, wanted: str) -> None:
    assert without_part(text, keys) == wanted


def test_what_cannot_be_taken_out_alone_is_refused() -> None:
    with pytest.raises(CannotRewrite):
        without_part("- id: x\n  k: 1\n", (0, "id"))
    with pytest.raises(CannotRewrite):
        without_part("a: 1\n", ("a",))


def test_braces_are_written_anew_as_a_whole() -> None:
    assert with_yaml("a: [x]  # c\n", ("a",), "[x, y]") == "a: [x, y]  # c\n"
    for bad in ("[x", "x]", "1\nb: 2", "[x]\nb: 2", "x", "[*y]"):
        with pytest.raises(CannotRewrite):
            with_yaml("a: [x]\n", ("a",), bad)


def test_the_parts_of_a_text_stand_where_they_say() -> None:
    text = "a: é😀\r\nb: {c: 'x y', d: [1]}\r\n"
    parts = outline(text)
    written = [text[p.start : p.end] for p in parts]
    assert written[1:] == ["é😀", "{c: 'x y', d: [1]}", "'x y'", "[1]", "1"]
    assert all(one.start <= two.start for one, two in pairwise(parts))
