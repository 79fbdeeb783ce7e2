"""Where decks are: a folder by its path, or an id in `decks/` here or among the shipped decks."""

from __future__ import annotations

from pathlib import Path

from quizgen.bank.files import path_of
from quizgen.problem import UsageError

HEADER = "deck.yaml"
DEFAULT_DECK = "ukraine-war"


def shipped_decks() -> Path:
    """The folder of the decks that travel with the package (or stand in its checkout)."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "decks"
    return inside if inside.is_dir() else package.parent / "decks"


def deck_folders(here: Path) -> dict[str, Path]:
    """Every deck that can be named by its id: those of `here`/decks before the shipped ones."""
    found: dict[str, Path] = {}
    for root in (here / "decks", shipped_decks()):
        if root.is_dir():
            for folder in sorted(root.iterdir()):
                if (folder / HEADER).is_file():
                    found.setdefault(folder.name, folder)
    return found


def find_deck(name: str | None, here: Path) -> Path:
    """The folder of a deck, by id or path; without a name this folder if it is a deck, or the
    default.

    A name with a path separator, or a folder that exists, is a path. UsageError names the decks
    that there are.
    """
    if name is None and (here / HEADER).is_file():
        return here
    if name is not None and not name.strip():
        raise UsageError("the deck's name is empty")
    wanted = name or DEFAULT_DECK
    folders = deck_folders(here)
    if wanted in folders and not (here / wanted / HEADER).is_file():
        return folders[wanted]
    path = here / path_of(wanted)
    if path.exists():
        return path
    if "/" in wanted or "\\" in wanted:
        raise UsageError(f"no folder {wanted}")
    from quizgen.bank.suggest import suggest

    raise UsageError(f"no deck “{wanted}”{suggest(wanted, folders)}; there are "
                     f"{', '.join(folders) or 'none'} "
                     "(or give the path of a deck's folder)")
