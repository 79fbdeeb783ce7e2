"""What is laid out fits, or as much of it as there is room for."""

from __future__ import annotations

import pytest

from quizgen.terminal.layout import edit_row
from quizgen.terminal.line import Edit


@pytest.mark.parametrize("width", [-1, 0, 1, 2, 3, 4, 20])
@pytest.mark.parametrize("text", ["", "abc", "中文" * 30])
def test_a_line_under_edit_has_its_row_however_narrow(width: int, text: str) -> None:
    """Where there was room for less than the prompt, this never ended."""
    row, column = edit_row(Edit(text, len(text)), width)
    assert row.plain.startswith("> ")
    assert column <= max(width, 3)
