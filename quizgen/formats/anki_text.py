"""The texts of a note as HTML: escaped, the answer marked, the choices as a list."""

from __future__ import annotations

import hashlib
import html
from collections.abc import Iterator, Mapping

from quizgen.bank.picture import Picture
from quizgen.bank.standing import Standing
from quizgen.items.item import Item
from quizgen.items.quiz import sort_options
from quizgen.items.standing_options import OPTIONS

RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"}
MOST_FORMS = 3  # other right forms of an answer that a card shows


def escape(text: str) -> str:
    """A bank's text as HTML that shows it literally, in Anki too (`[sound:…]`, `[latex]`)."""
    return html.escape(text).replace("[", "&#91;")


def direction(language: str) -> str:
    """`rtl` for a language that is written from right to left, otherwise `ltr`."""
    return "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def choice_list(item: Item) -> str:
    """The options as a list: sorted ones in their order, others in one fixed by the item's id."""
    options = sort_options(item) if item.sorted else sorted(
        item.options, key=lambda text: hashlib.sha256(f"{item.id}\n{text}".encode()).digest())
    return f"<ol>{''.join(f'<li>{escape(option)}</li>' for option in options)}</ol>"


def mark_answer(item: Item) -> str:
    """The sentence with the answer marked; empty where the answer does not stand in it."""
    sentence = item.sentence
    for answer in (item.key, *sorted(item.accept, key=len, reverse=True)):
        shown, done = "", 0
        for start in _places(sentence, answer):
            end = start + len(answer)
            shown += f"{escape(sentence[done:start])}<mark>{escape(sentence[start:end])}</mark>"
            done = end
        if done:
            return shown + escape(sentence[done:])
    return ""


def _places(sentence: str, answer: str) -> Iterator[int]:
    """Where the answer stands as whole words; the key has a capital that the sentence need not have.

    Without a regular expression, since every answer would be compiled into one of its own.
    """
    first, rest = answer[:1].casefold(), answer[1:]
    at = sentence.find(rest, 1) - 1
    free = 0  # the end of the last one found
    while at >= 0:
        end = at + len(answer)
        if (at >= free and sentence[at].casefold() == first and not _is_word(sentence[at - 1 : at])
                and not _is_word(sentence[end : end + 1])):
            yield at
            free = end
        at = sentence.find(rest, at + 2) - 1


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def other_forms(item: Item) -> str:
    """What else is right, for who grades themselves: “Also right: …”; empty where nothing is."""
    seen, forms = {_bare(item.key)}, []
    for form in item.accept:
        if _bare(form) not in seen:
            seen.add(_bare(form))
            forms.append(form)
    return f"Also right: {escape('; '.join(forms[:MOST_FORMS]))}" if forms else ""


def _bare(text: str) -> str:
    """A text without what makes no difference: its article, capitals and hyphens."""
    words = text.casefold().replace("-", " ").split()
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words)


def standing_html(standing: str) -> str:
    """The standing and what it means: `<b>Claimed</b> (as an attributed statement, …)`."""
    known: Mapping[Standing, str] = OPTIONS
    for name, meaning in known.items():
        if name == standing:
            shown = meaning.format(voice="the publisher’s")
            return f"<b>{escape(upper(name))}</b> ({escape(shown[:1].lower() + shown[1:])})"
    return f"<b>{escape(upper(standing))}</b>"


def picture_html(picture: Picture, name: str) -> tuple[str, str]:
    """The picture's element, by its name in the package, and the line that says whose it is."""
    credit = escape(picture.credit)
    if picture.url:
        credit = f'<a href="{escape(picture.url)}">{credit}</a>'
    return f'<img src="{name}" alt="{escape(picture.alt)}">', f"{credit}, {escape(picture.licence)}"


def upper(text: str) -> str:
    """With a capital at the start."""
    return text[:1].upper() + text[1:]
