"""Whether two items can stand on one form: neither may give the other away (Haladyna et al.)."""

import re
from collections.abc import Collection, Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

from quizgen.items.item import TRUE, Item

WORD = re.compile(r"\w+")
ARTICLES = ("the", "a", "an")
SHORT = 4  # a key of fewer letters stands in too many texts to tell anything
# What statements share that tell of different things.
FRAME = frozenset((
    " according", " held", " offic", " post", " january", " february", " march", " april", " june",
    " july", " august", " september", " october", " november", " december"))


class _Clue(NamedTuple):
    """What tells a key in a text that has `near`: the phrase, or its words but for `spare` of them."""

    near: str
    phrase: str
    words: tuple[str, ...]
    spare: int = 0


class Tells:
    """What an item tells of its own answer and of others': made once, compared with many."""

    def __init__(self, item: Item) -> None:
        self._item = item
        self.facts = frozenset(item.facts)
        self.keys = _keys(item)
        self.shown = _shown(item)

    @cached_property
    def besides(self) -> tuple[tuple[_Clue, ...], str]:
        """What half tells the item's answer, and its reasons."""
        return _hints(self._item), _reasons(self._item)

    def is_independent(self, other: "Tells", strict: bool = False) -> bool:
        """No fact twice; no key of one in the stem, statement or explanation of the other.

        With `strict`, neither in the reasons why options of the other are wrong, nor half an answer
        there: better so, but a small deck tells of little else than its other answers.
        """
        if not self.facts.isdisjoint(other.facts):
            return False
        if _told(other.keys, self.shown) or _told(self.keys, other.shown):
            return False
        if not strict:
            return True
        (hints, reasons), (other_hints, other_reasons) = self.besides, other.besides
        return not (_told(other.keys, reasons) or _told(other_hints, self.shown)
                    or _told(self.keys, other_reasons) or _told(hints, other.shown))


@lru_cache(maxsize=65536)
def tells_of(item: Item) -> Tells:
    """What an item tells."""
    return Tells(item)


def independent(one: Item, other: Item, strict: bool = False) -> bool:
    """Whether two items can stand on one form; see `Tells`."""
    return tells_of(one).is_independent(tells_of(other), strict)


def gives_away(one: Item, other: Item) -> bool:
    """Whether the key of `other` stands in what `one` shows before or after its answer.

    A key of several words gives itself away in any order and form: “Russian Deputy Prime
    Minister” answers “Deputy Prime Minister of Russia”.
    """
    return _told(tells_of(other).keys, tells_of(one).shown)


def picture_tells(item: Item) -> bool:
    """Whether what is written about the item's picture tells its answer."""
    if item.picture is None:
        return False
    return _told(_keys(item), f" {plain(f'{item.picture.alt} . {item.picture.credit}')} ")


def _told(clues: tuple[_Clue, ...], text: str) -> bool:
    """Whether a text tells one of the keys. Plain loops: a draw asks this of many thousand pairs."""
    for near, phrase, words, spare in clues:
        if near not in text:
            continue
        if phrase and phrase in text:
            return True
        left = spare
        for word in words:
            if word not in text:
                if not left:
                    break
                left -= 1
        else:
            if words:
                return True
    return False


def _shown(item: Item) -> str:
    """All the text of an item but its options, in plain words with a blank around each."""
    premises = " . ".join(premise for premise, _ in item.pairs)
    events = " . ".join(item.sequence)
    picture = f"{item.picture.alt} . {item.picture.credit}" if item.picture else ""
    text = plain(" . ".join((item.stem, item.explanation, premises, events, picture)))
    return f" {text} "


def _reasons(item: Item) -> str:
    """Why options are wrong, in plain words: read before the next question is asked."""
    return f" {plain(' . '.join(wrong.why for wrong in item.distractors))} "


def _keys(item: Item) -> tuple[_Clue, ...]:
    """The item's keys as they stand in a text, or their words of content, if several."""
    if item.kind in ("true-false", "ordering") or item.family == "standing":
        return ()
    keys = [plain(response) for _, response in item.pairs] or [plain(item.key)]
    return tuple(_Clue("", f" {key} ", words if len(words := _content(key)) > 1 else ())
                 for key in keys if len(key) >= SHORT)


def _hints(item: Item) -> tuple[_Clue, ...]:
    """Of a statement what is true, of a response half of its words beside the premise: a minister is
    none of the spokesmen.
    """
    if item.kind == "true-false" and item.family != "standing":
        return tuple(_verdict(item))
    split = [(f" {plain(premise)} ", _content(plain(response))) for premise, response in item.pairs]
    return tuple(_Clue(premise, "", words, len(words) // 2) for premise, words in split
                 if len(words) > 1)


def _verdict(item: Item) -> Iterator[_Clue]:
    """What a true statement says. Of a false one, most of what should stand there, or where that is
    one word, the word beside half of the statement.
    """
    stated = _content(plain(item.stem), besides=FRAME)
    if item.key == TRUE:
        yield _Clue("", "", stated if len(stated) > 1 else ())
        return
    right = _content(plain(item.sentence), besides=FRAME.union(stated))
    if len(right) > 1:
        yield _Clue("", "", right, len(right) // 3)
    elif right:
        yield _Clue(right[0], "", stated, len(stated) // 2)


def _content(text: str, besides: Collection[str] = ()) -> tuple[str, ...]:
    """The words of content, each as a word begins that is one or comes of it: Ukraine, Ukrainian."""
    begun = (f" {word.removesuffix('e')}" for word in text.split()
             if len(word) >= SHORT and not word.isdigit())
    return tuple(word for word in begun if word not in besides)


@lru_cache(maxsize=16_384)  # the same names again and again
def plain(text: str) -> str:
    """Words in small letters, single blanks between, leading article dropped."""
    words = " ".join(WORD.findall(text.casefold()))
    first, _, rest = words.partition(" ")
    return rest if rest and first in ARTICLES else words
