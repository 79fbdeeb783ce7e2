"""Where a command that draws a quiz finds the items of a deck: in the index, or as of a day."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizgen.items.library import Library


def find_library(deck: str | None, as_of: datetime.date | None) -> tuple[Path, Library]:
    """A deck's folder and its items, by id or path; as of a day they are made from the bank.

    DeckError where the deck has errors.
    """
    from quizgen.bank.find import find_deck

    folder = find_deck(deck, Path())
    if as_of is None:
        from quizgen.cli.progress_bar import progress_bar
        from quizgen.items.open_library import open_library

        with progress_bar() as progress:
            return folder, open_library(folder, progress=progress)
    from quizgen.bank.read import load_folder
    from quizgen.items.in_memory import hold_items
    from quizgen.items.make import make_items

    bank = load_folder(folder)
    return folder, hold_items(bank, make_items(bank, as_of))
