"""The facts of a sentence: what its shape tells, each value with its place, and whose word it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.bank.dates import FactDate
from quizgen.bank.entity import FAMILIES
from quizgen.bank.fact import Refers
from quizgen.bank.kinds import KINDS
from quizgen.drafting.analyse import Analysis, Sentence
from quizgen.drafting.draft_fact import DraftFact, Phrase, Reference, Slot, Voice
from quizgen.drafting.fact_rules import RULES, Rule
from quizgen.drafting.sayings import Saying
from quizgen.drafting.shape import SIGN

MOST_WORDS = 6   # of the article's own beside names in a slot: a longer run would be a copy
# What is only wished, feared, denied or to come is no fact.
_UNREAL = re.compile(
    r"\b(?:if|whether|unless|not|never|would|could|might|may|will|(?:hopes?|hoped|plans?|planned|wants?|wanted|"
    r"failed|threatened|refused|offered) to|threat|fears?|feared|possible|alleged(?:ly)?|denied|denies)\b", re.I)
_PREPOSITION = re.compile(r"\b(?:of|in|at|on|from|with|by|to|near|for|between|against|than|occupied) $")
_APART = re.compile(r"\b(?:which|who|whose|that|after|before|since|until|from)\b|[;“”]")
NEAR = 60   # characters between a fact and its date
_PLACE = re.compile(r" (?:in|at|on|near) (‹[lc]\d+›)")
OFFICIAL = re.compile(
    r"\b(?:president|premier|minister|chancellor|secretary(?:-general)?|governor|mayor|senator|ambassador|envoy|"
    r"spokes(?:person|man|woman)|king|queen|pope|chief|head|leader|chair(?:man|woman|person)?|director(?:-general)?|"
    r"executive|ceo|commissioner|judge|captain|coach|manager|representative|commander|prosecutor)\b", re.I)


def find_facts(sentence: Sentence, analysis: Analysis) -> Iterator[tuple[DraftFact, tuple[int, int]]]:
    """The facts that rules find, each with the span of the shape that it was read from."""
    taken: list[tuple[int, int]] = []
    for rule in RULES:
        for match in rule.pattern.finditer(sentence.shape.text):
            if any(a < match.end() and match.start() < b for a, b in taken) and rule.kind != "damage":
                continue
            before = sentence.shape.text[max(match.start() - 12, 0) : match.start()]
            if _UNREAL.search(_around(sentence, match)) or (
                    match.group()[0] == "‹" and _PREPOSITION.search(before)):
                continue
            fact = _build(rule, match, sentence, analysis)
            if fact:
                taken.append(match.span())
                yield fact, match.span()


def _around(sentence: Sentence, match: re.Match[str]) -> str:
    """The words just before a match in its clause, after any denial, and those up to its verb."""
    words = sentence.shape.text
    begun = max(match.start() - 40, 0)
    begun = max([begun, *(words.rfind(sign, begun, match.start()) + 1 for sign in ",;:")])
    denial = [s.end for s in sentence.sayings if s.polarity == "denies" and s.end <= match.start()]
    verb = match.start("v") if "v" in match.re.groupindex else match.start() + 40
    return words[max([begun, *denial]) : min(verb, match.end())]


def _build(
    rule: Rule, match: re.Match[str], sentence: Sentence, analysis: Analysis
) -> DraftFact | None:
    """The fact of a match; None where what it needs cannot be filled."""
    slots: dict[str, Slot] = {}
    model = KINDS[rule.kind]
    for name, value in match.groupdict().items():
        if name == "v" or value is None:
            continue
        refers = model.slots().get(name) if rule.kind != "event" else None
        slot = fill(name, match, sentence, analysis, refers, rule.kind == "event")
        if slot is None and name == "office":
            slot = _office_of(match["person"], sentence, analysis)
        if slot is None:
            if name in ("near", "place", "previous", "companion", "purpose", "subject", "amount", "score"):
                continue
            return None
        slots[name] = slot
    if rule.place and "place" not in slots and ("place" in model.slots() or rule.kind == "event"):
        _add_place(slots, match, sentence, analysis, rule)
    people = [s.entity for s in slots.values() if isinstance(s, Reference)]
    if len(people) != len(set(people)):
        return None
    words: dict[str, str | bool] = {}
    if rule.verb:
        words[rule.verb] = rule.words[match["v"]]
    if rule.kind in ("control", "figure", "casualties"):
        words["perishable"] = True
    text = rule.text
    if text and "place" in slots:
        text = text.replace(" {date:on}", " {place:in} {date:on}")
    return DraftFact(rule.kind, slots, evidence_of(sentence, slots), date_near(sentence, match.span(), analysis),
                     words, text)


def fill(
    name: str, match: re.Match[str], sentence: Sentence, analysis: Analysis, refers: Refers | None,
    event: bool,
) -> Slot | None:
    """What a group of a match puts into a slot; None where it does not fit there."""
    sign = SIGN.fullmatch(match[name])
    if sign and sign[1] == "n":
        return sentence.shape.numbers[int(sign[2])]
    if refers is None and not (event and sign):
        return phrase(sentence, analysis, *match.span(name))
    held = refer(sentence, match[name], match.start(name), analysis)
    kind = analysis.cast.members[held.entity].type if held else "Thing"
    if refers and not (FAMILIES[kind] in refers.families or kind in refers.types):
        return None
    return held


def refer(sentence: Sentence, sign: str, at: int, analysis: Analysis) -> Reference | None:
    """The entity that a sign or pronoun at a place of the shape means."""
    subject = sentence.subject(sign, at)
    if subject is None:
        return None
    member = analysis.cast.members[subject.entity]
    doubt = f"“{sign}” is taken for {member.name}" if subject.guessed else ""
    mention = sentence.shape.mention(sign)
    if mention and mention.others:
        doubt = (f"“{analysis.text[mention.start : mention.end]}” may be another: "
                 f"{', '.join(mention.others)}")
    return Reference(subject.entity, subject.named, doubt)


def phrase(sentence: Sentence, analysis: Analysis, start: int, end: int) -> Phrase | None:
    """The words of a span of the shape; None where they are too many to be taken over."""
    shape = sentence.shape
    own = SIGN.sub(" ", shape.text[start:end]).split()
    if len([w for w in own if re.search(r"\w", w)]) > MOST_WORDS or start == end:
        return None
    if re.search(r"‹[qd]\d+›", shape.text[start:end]):
        return None
    a, b = shape.back(start), shape.back(end, last=True)
    words = analysis.text[a:b]
    if not words or len(words) > 160 or re.search(r"[{}\[\]@|<>]", words):
        return None
    return Phrase(a, b, words)


def _office_of(sign: str, sentence: Sentence, analysis: Analysis) -> Phrase | None:
    """The office that stands before a person's name."""
    mention = sentence.shape.mention(sign)
    name = analysis.names.get(mention.start) if mention else None
    if name is None or not name.title or not OFFICIAL.search(name.title):
        return None
    start = analysis.text.find(name.title, name.title_start, name.start)
    return Phrase(start, start + len(name.title), name.title) if start >= 0 else None


def _add_place(
    slots: dict[str, Slot], match: re.Match[str], sentence: Sentence, analysis: Analysis, rule: Rule
) -> None:
    """The place that follows in the same clause."""
    found = _PLACE.match(sentence.shape.text, match.end()) or re.compile(
        r"(?: on| ‹d\d+›| [a-z]+){0,3}" + _PLACE.pattern).match(sentence.shape.text, match.end())
    mention = sentence.shape.mention(found[1]) if found else None
    used = {s.entity for s in slots.values() if isinstance(s, Reference)}
    if mention and mention.entity not in used:
        held = refer(sentence, found[1] if found else "", 0, analysis)
        if held:
            slots["place"] = held


def date_near(
    sentence: Sentence, span: tuple[int, int], analysis: Analysis, reach: int = NEAR
) -> FactDate | None:
    """The date that stands nearest to a span of the shape in its clause; none that is to come."""
    best: tuple[int, FactDate] | None = None
    words = sentence.shape.text
    for found in re.finditer(r"‹d(\d+)›", words):
        value = sentence.shape.dates[int(found[1])].value
        between = words[min(span[1], found.end()) : max(found.start(), span[0])]
        gap = len(between) if not span[0] <= found.start() < span[1] else 0
        if gap > reach or (gap and _APART.search(between)):
            continue
        if value and value.first_day <= analysis.today and (best is None or gap < best[0]):
            best = (gap, value)
    return best[1] if best else None


def evidence_of(sentence: Sentence, slots: dict[str, Slot]) -> tuple[tuple[int, int], ...]:
    """The sentence, and before it the names that its pronouns stand for."""
    whole = (sentence.shape.start, sentence.shape.end)
    outside = [s.named for s in slots.values() if isinstance(s, Reference)
               and not (whole[0] <= s.named[0] and s.named[1] <= whole[1])]
    return (whole, *dict.fromkeys(outside))


def voice_over(
    sentence: Sentence, span: tuple[int, int], fact: DraftFact, analysis: Analysis
) -> tuple[tuple[Voice, ...], tuple[Saying, ...]]:
    """Whose word a fact is: of whoever says so after it, or before it in the same sentence."""
    over = [s for s in sentence.sayings if s.sort in ("said", "according", "denies", "by") and (
        (s.trailing and s.start >= span[0]) or (s.end <= span[0] and not re.search(
            r"[;:]", sentence.shape.text[s.end : span[0]])))]
    voices = []
    for saying in over:
        by = refer(sentence, saying.subject, saying.start, analysis)
        if by and analysis.cast.members[by.entity].type in _CAN_SPEAK:
            day = re.compile(r"(?: on)? ‹d(\d+)›").match(sentence.shape.text, saying.end)
            value = sentence.shape.dates[int(day[1])].value if day else None
            said = value if value and value.first_day <= analysis.today else None
            voices.append(Voice(by, saying.polarity, saying.cue, said))
    return tuple(voices), tuple(over)


_CAN_SPEAK = frozenset(kind for kind, family in FAMILIES.items()
                       if family in ("person", "organisation")) | {"Country"}
