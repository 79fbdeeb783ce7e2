"""How far something has come, for who waits at a terminal; off one, and where it is quick, nothing."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

PATIENCE = 1.0  # seconds without a word


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None]]:
    """What to call with what is done, how much of it, and of how much; shown on standard error."""
    begun = time.monotonic()
    quiet = sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb"
    bar: Any = None
    tasks: dict[str, Any] = {}

    def tell(what: str, done: int, of: int) -> None:
        nonlocal bar
        if quiet or time.monotonic() - begun < PATIENCE:
            return
        if bar is None:
            from rich.console import Console
            from rich.progress import Progress

            bar = Progress(console=Console(stderr=True), transient=True)
            bar.start()
        if what not in tasks:
            tasks[what] = bar.add_task(what, total=of)
        bar.update(tasks[what], completed=done)

    try:
        yield tell
    finally:
        if bar is not None:
            bar.stop()
