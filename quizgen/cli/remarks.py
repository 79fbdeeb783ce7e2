"""Remarks on standard error: one a line in a pipe, broken between words at a terminal."""

from __future__ import annotations

import sys

LEAST, MOST = 40, 100  # columns of a terminal that are made use of


def remark(text: str) -> str:
    """A remark, indented below what it belongs to; the ids that it may list stay whole."""
    if sys.stderr is None or not sys.stderr.isatty():
        return f"  {text}"
    import shutil
    import textwrap

    width = min(max(shutil.get_terminal_size().columns, LEAST), MOST)
    return textwrap.fill(text, width, initial_indent="  ", subsequent_indent="    ",
                         break_on_hyphens=False, break_long_words=False)
