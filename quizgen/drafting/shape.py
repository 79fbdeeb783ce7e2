"""A sentence with signs in place of its names, dates, numbers and quotations, for patterns to match.

`‹p3›` is a person, `o` an organisation, `c` a country, `l` another place, `t` a thing, `d` a date,
`n` a number, `q` a quotation; the number tells which. An office before a name (“Belarusian
President”), a noun (“the village of”) and an article are taken into the sign.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quizgen.drafting.dates import DateMention
from quizgen.drafting.members import Cast, Mention
from quizgen.drafting.names import Name
from quizgen.drafting.numbers import NumberMention

SIGN = re.compile(r"‹([a-z])(\d+)›")
_QUOTES = re.compile(r"“([^”]{2,600})”|\"([^\"]{2,600})\"|(?<![\w])‘([^’]{2,600}(?:’\w[^’]{0,600}){0,5})’(?!\w)")
_AS_PATTERNS_HAVE_IT = str.maketrans("‹›'", "()’")
_BEFORE = re.compile(r"(?:\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir) )?(?:[\w-]{2,20} ){0,2}$")


@dataclass(frozen=True, slots=True)
class Shape:
    """A sentence as signs and the rest of its words; positions lead back into the text."""

    start: int
    end: int
    text: str
    mentions: tuple[Mention, ...]
    dates: tuple[DateMention, ...]
    numbers: tuple[NumberMention, ...]
    quotes: tuple[tuple[int, int], ...]
    _at: tuple[int, ...]
    _origin: tuple[int, ...]
    _ends: tuple[int, ...]

    def back(self, at: int, last: bool = False) -> int:
        """Where a position of the shape is in the text; within a sign its start, or its end."""
        piece = bisect_right(self._at, at - last) - 1 if at else 0
        piece = max(piece, 0)
        origin, end, begun = self._origin[piece], self._ends[piece], self._at[piece]
        following = self._at[piece + 1] if piece + 1 < len(self._at) else len(self.text)
        if following - begun == end - origin and not SIGN.match(self.text, begun):
            return origin + at - begun
        return end if last else origin

    def gaps(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """What of the text is left out between the words of a span."""
        first = max(bisect_right(self._at, start) - 1, 0)
        last = max(bisect_right(self._at, end - 1) - 1, 0)
        for piece in range(first, last):
            if self._ends[piece] != self._origin[piece + 1]:
                yield self._ends[piece], self._origin[piece + 1]

    def is_whole(self, start: int, end: int) -> bool:
        """Whether the words of a span follow each other in the text, too."""
        return not any(self.gaps(start, end))

    def mention(self, sign: str | None) -> Mention | None:
        """The mention that a sign stands for; None for words and other signs."""
        found = SIGN.fullmatch(sign or "")
        return self.mentions[int(found[2])] if found and found[1] in "polct" else None


def excerpt(shape: Shape, spans: Sequence[tuple[int, int]]) -> Shape:
    """The shape that spans of another make, one after the other; none lies across a sign."""
    parts: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    length = 0
    for start, end in spans:
        for number, begun in enumerate(shape._at):
            following = shape._at[number + 1] if number + 1 < len(shape._at) else len(shape.text)
            a, b = max(begun, start), min(following, end)
            if a >= b:
                continue
            whole = SIGN.match(shape.text, begun)
            origin = shape._origin[number] if whole else shape._origin[number] + a - begun
            pieces.append((length, origin, shape._ends[number] if whole else origin + b - a))
            parts.append(shape.text[a:b])
            length += b - a
    return replace(shape, text="".join(parts), _at=tuple(p[0] for p in pieces),
                   _origin=tuple(p[1] for p in pieces), _ends=tuple(p[2] for p in pieces))


def find_quotes(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The quotations in a span, with their marks."""
    return tuple(match.span() for match in _QUOTES.finditer(text, start, end))


def make_shape(
    text: str, start: int, end: int, cast: Cast, mentions: Sequence[Mention],
    names: Mapping[int, Name], dates: Sequence[DateMention], numbers: Sequence[NumberMention],
) -> Shape:
    """The shape of the sentence at a span; `names` are by where they start."""
    quotes = find_quotes(text, start, end)
    free = [m for m in mentions if not any(a < m.end and m.start < b for a, b in quotes)]
    held = [d for d in dates if not any(a < d.end and d.start < b for a, b in quotes)]
    spans = [(*_widened(text, start, m, names.get(m.start)), f"‹{_letter(cast, m)}{i}›")
             for i, m in enumerate(free)]
    spans = [s for s in spans if not any(a <= s[0] and s[1] <= b and (a, b) != s[:2] for a, b, _ in spans)]
    spans += [(a, b, f"‹q{i}›") for i, (a, b) in enumerate(quotes)]
    spans += [(d.start, d.end, f"‹d{i}›") for i, d in enumerate(held)]
    counted = [n for n in numbers if not any(a < n.end and n.start < b for a, b, _ in spans)]
    spans += [(n.start, n.end, f"‹n{i}›") for i, n in enumerate(counted)]
    parts: list[str] = []
    at: list[int] = []
    origin: list[int] = []
    ends: list[int] = []
    length, last = 0, start
    for a, b, sign in [*sorted(spans), (end, end, "")]:
        for x, y, words in ((last, max(a, last), ""), (max(a, last), b, sign)):
            if y <= x:
                continue
            shown = words or text[x:y].translate(_AS_PATTERNS_HAVE_IT)
            at.append(length)
            origin.append(x)
            ends.append(y)
            parts.append(shown)
            length += len(shown)
        last = max(last, b)
    return Shape(start, end, "".join(parts), tuple(free), tuple(held), tuple(counted), quotes,
                 tuple(at), tuple(origin), tuple(ends))


def _letter(cast: Cast, mention: Mention) -> str:
    member = cast.members[mention.entity]
    if member.type == "Country":
        return "c"
    return {"person": "p", "organisation": "o", "place": "l", "thing": "t"}[member.family]


def _widened(text: str, start: int, mention: Mention, name: Name | None) -> tuple[int, int]:
    """The mention with the office, noun and article before it; a possessive ending stays outside."""
    begin = mention.start
    if name and name.title and start <= name.title_start < begin and "," not in (
            text[name.title_start : begin]):
        begin = name.title_start
    elif name and name.subtype and start <= name.subtype_start < begin:
        begin = name.subtype_start
        found = _BEFORE.search(text, max(start, begin - 45), begin)
        if found and found.group().split()[:1] and found.group().split()[0].lower() in (
                "the", "a", "an", "its", "their"):
            begin = found.start()
    article = re.search(r"\b[Tt]he $", text[max(start, begin - 5) : begin])
    return begin - (4 if article else 0), mention.end
