"""A sentence's clauses: the main one without what is put in between, and each relative one by itself.

“Orr, who has led the club since 2016, resigned on Tuesday” gives “Orr resigned” and “Orr has led the
club since 2016”, so that the rules for facts meet plain sentences. Every word keeps its place in the
article.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from quizgen.drafting.shape import Shape, excerpt

_SIGN = r"‹[polct]\d+›"
_PAUSE = r"(?:,| [–—-]{1,2}(?= )|[.;](?=$| )|(?= said\b)|$)"
# “Orr, who has led the club since 2016,”
_RELATIVE = re.compile(
    rf"({_SIGN}),? (who|which|whose|where|whom)\b((?:[^,;.“”]|,(?=\d)|\.(?=\d)){{2,160}}){_PAUSE}"
)
# “Brod, 31,”; “Lund, speaking after the meeting,”; “Seekly, based in Dublin,”
_APPOSITION = re.compile(
    rf"(?<![Ii]n )(?<![Oo]n )(?<![Aa]t )(?<!After )(?<!Before )(?<=›), (?:‹n\d+›|\d{{2}}|"
    r"(?:an?|the|its|his|her|their|one|once|then|now|also|after|during|despite|following|amid|before|with|like|unlike|without|formerly|already|most|among|including|however|"
    r"for|whose|together|along|backed|led|based|coached|asked|known|born|founded|joined|aged|citing|"
    rf"[a-z]{{3,12}}ing|‹[polc]\d+›’s?|[a-z-]{{3,15}} (?:of|for|at|to))"
    rf"\b[^,;.“”‹]{{0,60}}(?:{_SIGN}[^,;.“”‹]{{0,40}})?"
    rf"(?:{_SIGN}[^,;.“”‹]{{0,40}})?)"
    r"(?:,(?= (?!and ‹|or ‹|‹)[a-z])|$)"
)
_LYING = re.compile(r"(?<=›), (?:on|in|at|near|off|from|outside) ‹[lc]\d+›,(?= [a-z])")
_CLOCK = re.compile(
    r",? (?:at|by|around|from) (?:‹n\d+›|\d{1,2}(?:[:.]\d\d)?) ?(?:[ap]\.m\.?|"
    r"[ap]m\b|o’clock|GMT|UTC|CET)(?: local time)?"
)
# “…, and the airline Norda cancelled 38 flights”: a main clause of its own.
_SECOND = re.compile(
    rf"[,;] (?:and|but|while) (?=(?:[a-z]+ ){{0,2}}{_SIGN} (?:[a-z]+ed|has|have|"
    rf"had|was|were|will|won|lost|took|"
    r"made|beat|fell|rose|said|met|left|sent|gave)\b)"
)
_SPOKEN = re.compile(r"\b(?:said|says|according|announced|reported|told|claimed|added|found)\b")
_ASIDE = re.compile(r" \([^()]{1,120}\)| [–—] [^–—“”]{1,120} [–—](?= )")
_INTRO = re.compile(
    r"^(?:After|Before|As|While|When|Although|Though|Despite|Following|With|Speaking|Asked|Meanwhile|However|"
    r"Instead|Also|Earlier|Later|But|Amid|During|Since|Until|Because|Backed|Led|For|In|At|On|Under|By|Then)\b"
    r"[^,;“”‹]{0,80}(?:‹[polctn]\d+›[^,;“”‹]{0,60}){0,2}, (?=[‹a-zA-Z])"
)
_JOINED = re.compile(r"^(?:But|And|Meanwhile,?|However,?|Also,?|Earlier,?|Later,?|Yet|So) ")
# “narrowly approved”; what says how sure a thing is stays.
_MANNER = re.compile(
    r"(?<=[›a-z]) (?!(?:allegedly|reportedly|apparently|possibly|probably|likely|nearly|only|"
    r"early|hardly|barely|"
    r"supposedly|presumably|potentially|daily|weekly|monthly|yearly|family|supply|reply|apply|rally|really|"
    r"partly|mainly|mostly|assembly|ally|july|italy|roughly|exactly|newly|previously|formerly|elderly|friendly|"
    r"deadly|monopoly|anomaly|butterfly)\b)[a-z]{3,15}ly(?= [a-z‹])"
)
_DATE = re.compile(
    r"(?:,? (?:early|late|earlier|later))?(?:,? on)?(?: early| late)? ‹d(\d+)›(?: (?:night|"
    r"morning|evening|afternoon))?"
    r"(?=[ ,.;:]|$)"
)
_BEFORE_DATE = re.compile(r"\b(?:since|until|by|from|before|after|of|to|and|between|than|through|for)$")
_SPANNING = re.compile(r"(?:since|until|by|from|before|after|during|of|next|tomorrow)\b|\w+ ago", re.I)
MOST_CLAUSES = 6


def cut_clauses(shape: Shape) -> tuple[Shape, ...]:
    """The main clause first, then the relative ones; a sentence that is one clause stays as it is."""
    relative = list(_relatives(shape))
    main = _without(shape, [span for span, _ in relative])
    for pattern in (_CLOCK, _ASIDE, _LYING, _APPOSITION, _APPOSITION, _INTRO, _JOINED, _MANNER):
        main = _without(
            main,
            [
                m.span()
                for m in pattern.finditer(main.text)
                if pattern is not _INTRO or "‹d" not in m[0]
            ],
        )
    others = (
        _without(clause, [m.span() for m in _MANNER.finditer(clause.text)]) for _, clause in relative
    )
    return (*_mains(main), *(o for o in others if len(o.text.split()) > 2))[:MOST_CLAUSES]


def _mains(shape: Shape) -> Iterator[Shape]:
    """The main clauses that are put side by side, where nobody speaks for both."""
    found = _SECOND.search(shape.text)
    if found is None or _SPOKEN.search(shape.text, found.end()):
        yield shape
        return
    yield excerpt(shape, [(0, found.start())])
    yield excerpt(shape, [(found.end(), len(shape.text))])


def without_dates(shape: Shape, text: str, today: datetime.date) -> Shape:
    """The shape without the days on which things happened: “on Friday”, “late on 3 May”, “in 2019”.

    What is to come stays, and so does what says since or until when.
    """
    cut = []
    for found in _DATE.finditer(shape.text):
        date = shape.dates[int(found[1])]
        day = date.value.first_day if date.value else None
        before = _BEFORE_DATE.search(shape.text, 0, found.start())
        if day and day <= today and not before and not _SPANNING.match(text, date.start):
            cut.append(found.span())
    return _without(shape, cut)


def _relatives(shape: Shape) -> Iterator[tuple[tuple[int, int], Shape]]:
    """What to cut from the main clause, and the relative clause as one of its own."""
    end = 0
    for match in _RELATIVE.finditer(shape.text):
        if match.start() < end:
            continue
        begun, closed = match.end(1), match.end()
        # What follows a sign and a comma up to the sentence's end leaves the full stop.
        while closed > begun and shape.text[closed - 1] in ".;":
            closed -= 1
        comma = shape.text[begun] == ","
        if not comma and match[2] == "who" and match[0].endswith(","):
            closed -= 1
        end = closed
        subject = _antecedent(shape.text, match)
        spans = [subject, match.span(3)] if match[2] in ("who", "which") and subject else []
        yield (begun, closed), excerpt(shape, spans)


def _antecedent(words: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Whom a relative clause is about: with “who” in “Salo of the University, who …” it is Salo."""
    if match[2] == "which" or match[1].startswith("‹p"):
        return match.span(1)
    found = re.search(r"(‹p\d+›) (?:of|from|at|for) $", words[: match.start(1)])
    return found.span(1) if found else match.span(1) if match[1].startswith("‹o") else None


def _without(shape: Shape, spans: list[tuple[int, int]]) -> Shape:
    """The shape with spans of it left out."""
    if not spans:
        return shape
    kept, last = [], 0
    for start, end in sorted(spans):
        if start >= last:
            kept.append((last, start))
            last = end
    return excerpt(shape, [*kept, (last, len(shape.text))])
