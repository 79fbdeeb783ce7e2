"""The garbage collector, where there is none to collect."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SOON = 2000  # new objects: some hundred kilobytes


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
    """For work beside a large bank that is held: of rings, only new ones are looked for, and soon.

    Else each look goes over all that is held, a gigabyte at 100,000 facts. What an encoder of JSON
    leaves is rings, and where they lie about until there are many, what is made next is in no cache
    of the processor: at 100,000 facts half of an export's time.
    """
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(SOON)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()
