"""`quizgen`, and `python -m quizgen`: the process begins here."""

from __future__ import annotations

import gc


def start() -> None:
    """Set the collector and run the program: to start makes many objects and no garbage."""
    gc.set_threshold(100_000)
    from quizgen.cli import run

    run()


if __name__ == "__main__":
    start()
