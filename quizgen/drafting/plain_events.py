"""Events from clauses that no rule for a kind knows: who did what, in few of the article's own words.

“Norda cancelled 38 flights” becomes a sentence with its slots marked, and questions for whoever did it,
for a number and for a name in it, each with the words of its own sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from quizgen.drafting.analyse import Analysis, Clause
from quizgen.drafting.dates import DateMention
from quizgen.drafting.draft_fact import Asked, DraftFact, Slot
from quizgen.drafting.fill_slots import date_near, evidence_of, refer
from quizgen.drafting.lexicon import reporting_verbs
from quizgen.drafting.wording import may_take

BLANK = "_____"
_PAST = (
    "went came took made gave got saw left lost won held kept put led fell rose began grew "
    "stood ran paid sent sold "
    "told knew felt found brought bought built broke shot hit cut set spent threw drew "
    "drove flew swam wrote chose "
    "wore bore tore shook struck withdrew overtook became sank rang sang dealt fought "
    "taught caught sought laid "
    "read swept stole froze spoke forgave slid split spread shut quit beat bid lent lit "
    "sued fled"
).split()
_PERFECT = {
    "taken": "took",
    "given": "gave",
    "gone": "went",
    "begun": "began",
    "fallen": "fell",
    "risen": "rose",
    "grown": "grew",
    "broken": "broke",
    "chosen": "chose",
    "written": "wrote",
    "driven": "drove",
    "flown": "flew",
    "thrown": "threw",
    "drawn": "drew",
    "withdrawn": "withdrew",
    "become": "became",
    "come": "came",
    "seen": "saw",
    "beaten": "beat",
    "struck": "struck",
    "sunk": "sank",
    "stolen": "stole",
    "done": "did",
}
_PLANS = {
    "will": "was to",
    "is to": "was to",
    "are to": "were to",
    "is due to": "was due to",
    "are due to": "were due to",
    "is expected to": "was expected to",
    "are expected to": "were expected to",
    "plans to": "planned to",
    "plan to": "planned to",
    "intends to": "intended to",
    "aims to": "aimed to",
    "expects to": "expected to",
    "is set to": "was set to",
    "expects": "expected",
}
# Verbs that tell of words or wishes, which other rules know or nobody can ask.
_NO_DEEDS = frozenset(reporting_verbs()) | frozenset(
    "called described labelled labeled branded accused wanted hoped feared planned expected "
    "threatened failed blamed "
    "seemed appeared remained tried attempted considered asked urged based led known born aged "
    "named needed used "
    "supposed believed alleged thought meant looked felt kept congratulated condemned welcomed "
    "praised criticised "
    "criticized".split()
)
_WORD = (
    r"(?!(?:after|before|when|while|as|if|in|on|at|by|for|with|but|and|that|critics|of|from|to|into|onto|"
    r"near|between|against|about|over|under|than|like|through|across|towards?|without|around)\b)"
    r"[A-Za-z][a-z’-]{1,20}"
)
_DEED = (
    rf"(?P<perfect>(?:has|have|had) )?(?P<v>was [a-z]+ed|were [a-z]+ed|been [a-z]+ed|[a-z]+ed|"
    rf"{'|'.join(_PERFECT)}|{'|'.join(_PAST)})\b"
)
_PLAN = rf"(?P<plan>{'|'.join(sorted(_PLANS, key=len, reverse=True))})\b"
# “Selby’s coach, Luca Ferro, …”: whoever is named between the commas.
_ROLE = (
    r"(?:‹[polct]\d+›’s?|[Ii]ts|[Tt]he|[Tt]heir|[Hh]is|[Hh]er) (?:[a-z-]+ ){0,3}[a-z-]+, "
    r"(?=‹[po]\d+›, )"
)
_CLAUSE = re.compile(
    rf"(?:{_ROLE}|(?:{_WORD} ){{0,3}})(?P<who>‹[polct]\d+›|(?<![\w’])(?:He|She)\b),?"
    rf"(?: (?:also|just|then|later))? (?:{_DEED}|{_PLAN})"
)
_END = re.compile(
    r"[;:“”]|,(?! ?\d+[-–]\d|\d)|\.(?=$| )| (?:after|when|because|while|although|though|"
    r"whereas|before|unless|as (?:the|it|he|she|"
    r"they|‹)|that (?:is|are|was|were|will|has|had)|"
    r"and (?:will|would|is to|are to|plans? to|hopes? to)|"
    r"and (?:‹[polct]\d+› )?(?:said|says|added))\b|,? [–—-]{1,2} "
)
_ADJUNCT = re.compile(r" (?:in|at|on|for|from|with|by|near|during|over|against|because of|despite) ")
_UNCLEAR = re.compile(
    r"\b(?:it|he|she|they|him|them|this|these|those|that|there|not|never|"
    r"nobody|would|could|"
    r"may|might|if|whether|I|we|you|who|which|what|how|so|such|same|alleged|allegedly|reportedly)\b|"
    r"\ban? (?:day|week|month|year|season|decade) (?:earlier|before|later)\b|"
    r"\b(?:of|in|over) the (?:year|month|week|season|decade)\b|‹q|[“”]"
)
_TOKEN = re.compile(r"(?P<on>\b(?:on|in) )?‹(?P<sort>[polctnd])(?P<number>\d+)›(?P<of>’s?(?= ))?")
_SLOTS = {
    "p": "whom",
    "o": "body",
    "l": "place",
    "c": "country",
    "t": "thing",
    "n": "number",
    "d": "when",
}
_WHICH = re.compile(r" (?!(?:in|at|on|for|from|with|by|to|of|and|or|a|per)\b)[a-z]{3,}")
_SPAN = r"(?:since|until|by|from|before|after|during)"
_LETTERS = ("", "_b", "_c", "_d", "_e")


def plain_event(clause: Clause, analysis: Analysis) -> DraftFact | None:
    """The event that a clause tells by its first verb; None where it tells none that can be asked."""
    words = clause.shape.text
    match = _CLAUSE.match(words)
    if match is None or _is_no_deed(match):
        return None
    who = refer(clause, match["who"], match.start("who"), analysis)
    rest = match.end()
    end = _end(clause, match, analysis)
    if who is None or end is None:
        return None
    writer = _Writer(clause, analysis, {"who": who})
    told = writer.write(rest, end)
    if told is None:
        return None
    planned = bool(match["plan"])
    verb = _PLANS[match["plan"]] if planned else _verb(match)
    day = "" if planned else " {date:on}"
    sentence = f"{verb} {told}{day}"
    date = None if planned else date_near(clause, (match.start(), end), analysis)
    if any(isinstance(slot, DateMention) and slot.value == date for slot in writer.slots.values()):
        date = None  # the day since when, or until when, it is so
    return DraftFact(
        "event",
        writer.slots,
        evidence_of(clause, writer.slots),
        date,
        {"perishable": True} if planned else {},
        f"{{who}} {sentence}",
        ask={"who": Asked(f"{{?who}} {sentence}?"), **dict(writer.blanks(sentence))},
    )


def _end(clause: Clause, match: re.Match[str], analysis: Analysis) -> int | None:
    """Where what may be taken over of the clause ends; None where too little of it is clear."""
    words, rest = clause.shape.text, match.end()
    stop = _END.search(words, rest)
    last = stop.start() if stop else len(words)
    verb = match.start("v") if match["v"] else match.start("plan")
    for end in (last, *sorted((m.start() for m in _ADJUNCT.finditer(words, rest, last)), reverse=True)):
        told = words[rest:end]
        if may_take(clause.shape, verb, end, analysis.text) and not _UNCLEAR.search(words, verb, end):
            clear = re.search(r"‹[polctn]|\b\d", told) or re.match(
                r" (?!the |its |his |her |their |"
                r"[a-z]+$)\w+ \w",
                told,
            )
            return end if clear else None
    return None


def _is_no_deed(match: re.Match[str]) -> bool:
    if match["plan"]:
        return False
    verb = match["v"].rsplit(maxsplit=1)[-1]
    return verb in _NO_DEEDS and not match["v"].startswith(("was ", "were "))


def _verb(match: re.Match[str]) -> str:
    """The verb in the past tense: “has suspended” as “suspended”."""
    verb = match["v"]
    if not match["perfect"]:
        return verb
    if verb.startswith("been "):
        return ("were " if match["perfect"] == "have " else "was ") + verb.removeprefix("been ")
    return _PERFECT.get(verb, verb)


@dataclass(slots=True)
class _Writer:
    """Writes a part of a clause with its slots marked, and keeps the slots."""

    clause: Clause
    analysis: Analysis
    slots: dict[str, Slot]
    order: list[tuple[str, str]] = field(default_factory=list)  # slots as they stand, with their sort

    def write(self, start: int, end: int) -> str | None:
        """The words with `{slot}` for the signs; None where a sign cannot be a slot."""
        shape, parts, last = self.clause.shape, [], start
        for found in _TOKEN.finditer(shape.text, start, end):
            parts.append(shape.text[last : found.start()])
            last = found.end()
            slot = self._size(found) or self._slot(found)
            if slot is None:
                return None
            parts.append(slot)
        text = "".join((*parts, shape.text[last:end]))
        text = " ".join(text.split()).strip(" ,.;:–—-")
        return (
            None if "‹" in text or re.search(r"[\[\]@|<>]", re.sub(r"\{[^{}]*\}", "", text)) else text
        )

    def blanks(self, sentence: str) -> Iterator[tuple[str, Asked]]:
        """The questions that leave a number or a name out of the sentence: the first of each."""
        for sorts in ("n", "polc"):
            name = next((n for n, s in self.order if s in sorts), "")
            if not name or f"{{{name}}}" not in sentence:
                continue
            slot = self.slots[name]
            bound = getattr(slot, "bound", None)
            blank = f"{bound} {BLANK}" if bound else BLANK
            yield name.replace("_", "-"), Asked(f"{{who}} {sentence}".replace(f"{{{name}}}", blank))

    def _size(self, found: re.Match[str]) -> str:
        """A sum of money that says which: “a $4 billion factory”. It stays as it is written."""
        words = found.string
        if found["sort"] != "n" or not _WHICH.match(words[found.end() :]):
            return ""
        number = self.clause.shape.numbers[int(found["number"])]
        written = self.analysis.text[number.start : number.end]
        sized = written[:1] in "$€£¥" and re.search(r"\b(?:an?|the|its) $", words[: found.start()])
        return written if sized else ""

    def _slot(self, found: re.Match[str]) -> str | None:
        sort, number = found["sort"], int(found["number"])
        name = next(
            (f"{_SLOTS[sort]}{x}" for x in _LETTERS if f"{_SLOTS[sort]}{x}" not in self.slots), None
        )
        slot: Slot | None
        if sort == "n":
            slot = self.clause.shape.numbers[number]
            if slot.unit is None and re.fullmatch(r"1[89]\d\d|20\d\d", str(slot.value)):
                return None  # a year: “in 2023 and 2024”
        elif sort == "d":
            return self._date(self.clause.shape.dates[number], name)
        else:
            slot = refer(self.clause, f"‹{sort}{number}›", found.start("sort") - 1, self.analysis)
            if slot and any(
                getattr(other, "entity", "") == slot.entity for other in self.slots.values()
            ):
                return None
        if name is None or slot is None:
            return None
        self.slots[name] = slot
        self.order.append((name, sort))
        return f"{found['on'] or ''}{{{name}{':of' if found['of'] else ''}}}"

    def _date(self, date: DateMention, name: str | None) -> str | None:
        """A day that is not the event's own: “since 2016”, “until Sunday”, “by 2022”."""
        if date.value is None or name is None:
            return None
        self.slots[name] = date
        before = self.analysis.text[max(date.start - 12, 0) : date.start]
        first = re.match(f"{_SPAN}\\b", self.analysis.text[date.start :], re.I)
        if first:
            return f"{first[0].lower()} {{{name}}}"
        return f"{{{name}}}" if re.search(f"\\b{_SPAN} $", before) else f"{{{name}:on}}"
