"""quizgen: from a news digest to a fact bank with sources, and from the bank to quizzes.

The way is bank → items → outputs. For scripts and notebooks:

    import quizgen

    deck = quizgen.load_deck("ukraine-war")
    items = quizgen.make_items(deck)
    quiz = quizgen.assemble(deck, items, count=10, seed=1)
    open("quiz.pdf", "wb").write(quizgen.export("pdf", deck, quiz=quiz))
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["DeckError", "Problem", "QuizgenError", "UsageError", "__version__", "assemble",
           "export", "load_deck", "make_items"]

if TYPE_CHECKING:
    from quizgen.bank.read import load_deck
    from quizgen.formats import export
    from quizgen.items.assemble import assemble
    from quizgen.items.make import make_items
    from quizgen.problem import DeckError, Problem, QuizgenError, UsageError

_HOMES = {
    "export": "quizgen.formats", "assemble": "quizgen.items.assemble",
    "make_items": "quizgen.items.make", "load_deck": "quizgen.bank.read",
    "DeckError": "quizgen.problem", "Problem": "quizgen.problem",
    "QuizgenError": "quizgen.problem", "UsageError": "quizgen.problem",
}


def __getattr__(name: str) -> Any:
    """Import a part when it is first asked for: `import quizgen` itself costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
