"""Standard input and output as every command finds them: no character in them stops one."""

from __future__ import annotations

import sys


def speaks_unicode() -> bool:
    """Whether standard output takes every character."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return encoding.lower().startswith("utf")


def never_fail() -> None:
    """Let what an encoding has not stand as `?` where it is read, in ASCII's forms where it is said."""
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace" if speaks_unicode() else _ascii_forms())


def _ascii_forms() -> str:
    from quizgen.terminal.ascii_forms import use_ascii_forms

    return use_ascii_forms()
