"""The garbage collector, where there is none to collect."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_off() -> Iterator[None]:
    """For work that makes many objects that stay and no rings of them.

    The collector would look again and again at all that a large bank holds, and find nothing: a
    tenth of the time at 10,000 facts, and more at 100,000.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def only_new_collected() -> Iterator[None]:
    """For work beside a large bank that is held: of rings, only new ones are looked for.

    Else each look goes over all that is held, a gigabyte at 100,000 facts.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
