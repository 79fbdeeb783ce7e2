"""How an answer is written: as an option, in a list of names; and whether it can be typed."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.bank.wording import Phrase, Value, as_sentence, value_text

TYPED_WORDS = 3  # more than that is no fair thing to type


def option_text(value: Value, beside: Value = "") -> str:
    """A value as an answer that stands alone: capital at the start, but not inside quotes.

    A phrase that stands as it is has none, nor what stands `beside` one: `mm` is no `Mm`.
    """
    text = value_text(value)
    verbatim = isinstance(value, Phrase) or isinstance(beside, Phrase)
    return text if verbatim or text.startswith(("“", '"')) else capitalised(text)


def is_typable(value: Value, accepted: bool) -> bool:
    """Whether an answer is short and definite enough to be typed.

    A phrase is where its author gave other right answers for it, and so thought of typing.
    """
    if isinstance(value, str):
        return accepted and len(value.split()) <= TYPED_WORDS and not set("“”\"") & set(value)
    return True


def capitalised(text: str) -> str:
    """A text with a capital at the start."""
    return as_sentence(text, "")


def join_names(names: Sequence[str]) -> str:
    """Names in a row: `A, B and C`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
