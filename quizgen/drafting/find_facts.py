"""The facts of a sentence: what its shape tells, each value with its place, and whose word it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from quizgen.bank.dates import FactDate
from quizgen.bank.entity import FAMILIES
from quizgen.bank.fact import Refers
from quizgen.bank.kinds import KINDS
from quizgen.drafting.analyse import Analysis, Clause
from quizgen.drafting.draft_fact import DraftFact, Phrase, Reference, Slot
from quizgen.drafting.numbers import NumberMention
from quizgen.drafting.rules import RULES
from quizgen.drafting.rules.rule import Rule
from quizgen.drafting.shape import SIGN

MOST_WORDS = 6   # of the article's own beside names in a slot: a longer run would be a copy
# What is only wished, feared, denied or to come is no fact.
_UNREAL = re.compile(
    r"\b(?:if|whether|unless|not|never|would|could|might|may|will|(?:hopes?|hoped|plans?|planned|wants?|wanted|"
    r"failed|threatened|refused|offered) to|threat|fears?|feared|possible|alleged(?:ly)?|denied|denies)\b", re.I)
_NEVER = re.compile(r"\b(?:if|whether|unless|not|never|failed|threatened|refused|denied|denies|alleged(?:ly)?)\b", re.I)
# “had won the title in 2023”: which one is told elsewhere.
_WHICH_EVENT = re.compile(r"(?:the|an?|his|her|its|their) (?:title|trophy|cup|final|race|match|game|event|competition|"
                          r"championship|tournament|medal|prize|award)s?", re.I)
_PREPOSITION = re.compile(
    r"\b(?:of|in|at|on|from|with|by|to|near|for|between|against|than|occupied|over|under|across|around|through|into|onto|along|"
    r"outside|inside|behind|beside|beyond|about|off|above|below|among|without|towards?|like|as|via|despite) $")
_APART = re.compile(r"\b(?:which|who|whose|that|after|before|since|until|from)\b|[;“”]")
_OPTIONAL = frozenset("place injured agent".split())   # of an event
_TOLD_IN_FULL = ("matter", "act", "subject", "office", "deed")
_GOES_ON = re.compile(r" (?!to (?:succeed|replace)\b)(?:of|on|for|against|to|that|which|aimed) (?!‹d)")
_OBJECTS = {"him": "he", "her": "she"}
_SPAN = re.compile(r"(?:since|until|by|from|before|after|next)\b", re.I)   # no day of the fact itself
_DEED_GOES_ON = re.compile(r" (?:of|on|for|against|to|that|which|in|at|from|with|by) (?!‹d)")
NEAR = 60   # characters between a fact and its date
_PLACE = re.compile(r"(?: (?!in |at |on |near |from |to |by |said)[\w’-]+| ‹[dnt]\d+›| (?:in|at|on) (?:an?|the) [a-z]+){0,6}? "
                    r"(?:in|at|on) (?P<place>‹[lc]\d+›)")
_PLACE_BEFORE = re.compile(r"(?:[^.;“”]{0,40}? )?(?:in|at|In|At) (?P<place>‹[lc]\d+›)")
OFFICIAL = re.compile(
    r"\b(?:president|premier|minister|chancellor|secretary(?:-general)?|governor|mayor|senator|ambassador|envoy|"
    r"spokes(?:person|man|woman)|king|queen|pope|chief|head|leader|chair(?:man|woman|person)?|director(?:-general)?|"
    r"executive|ceo|commissioner|judge|captain|coach|manager|representative|commander|prosecutor)\b", re.I)


def find_facts(clause: Clause, analysis: Analysis) -> Iterator[tuple[DraftFact, tuple[int, int]]]:
    """The facts that rules find, each with the span of the shape that it was read from."""
    taken: list[tuple[int, int]] = []
    for rule in RULES:
        for match in rule.pattern.finditer(clause.shape.text):
            if any(a < match.end() and match.start() < b for a, b in taken) and rule.kind not in (
                "damage", "meeting"):  # two are lost, “visited … and met”
                continue
            before = clause.shape.text[max(match.start() - 12, 0) : match.start()]
            unreal = _NEVER if rule.ahead else _UNREAL
            if unreal.search(_around(clause, match)) or (
                    match.group()[0] == "‹" and _PREPOSITION.search(before)):
                continue
            fact = _build(rule, match, clause, analysis)
            if fact:
                taken.append(match.span())
                yield fact, match.span()


def _around(clause: Clause, match: re.Match[str]) -> str:
    """The words just before a match in its clause, after any denial, and those up to its verb."""
    words = clause.shape.text
    begun = max(match.start() - 40, 0)
    begun = max([begun, *(words.rfind(sign, begun, match.start()) + 1 for sign in ",;:")])
    denial = [s.end for s in clause.sayings if s.polarity == "denies" and s.end <= match.start()]
    verb = match.start("v") if "v" in match.re.groupindex else match.start() + 40
    return words[max([begun, *denial]) : min(verb, match.end())]


def _build(
    rule: Rule, match: re.Match[str], clause: Clause, analysis: Analysis
) -> DraftFact | None:
    """The fact of a match; None where what it needs cannot be filled."""
    slots: dict[str, Slot] = {}
    model = KINDS[rule.kind]
    for name, value in match.groupdict().items():
        if name == "v" or value is None:
            continue
        refers = model.slots().get(name) if rule.kind != "event" else None
        slot = fill(name, match, clause, analysis, refers, rule.kind == "event")
        if slot is None and name == "office":
            slot = (_office_of(match["person"], clause, analysis) if "predecessor" not in match.groupdict()
                    else _office_left(match, clause, analysis))
        if slot is None:
            if _may_miss(rule.kind, name):
                continue
            return None
        if name == "event" and isinstance(slot, Phrase) and _WHICH_EVENT.fullmatch(slot.text):
            return None
        slots[name] = _cut_short(slot, match, name)
        if name == "chamber" and isinstance(slot, Phrase):
            slots[name] = replace(slot, doubt=f"which body is {slot.text}? with an entity for it, this is a vote")
    if rule.kind == "vote" and _only_takes_part(slots, match, analysis):
        return None
    if rule.place and "place" not in slots and ("place" in model.slots() or rule.kind == "event"):
        _add_place(slots, match, clause, analysis, rule)
    people = [s.entity for s in slots.values() if isinstance(s, Reference)]
    if len(people) != len(set(people)):
        return None
    words: dict[str, str | bool] = {"accuses": True} if rule.accuses else {}
    if rule.verb:
        words[rule.verb] = rule.words[match["v"]]
    if rule.kind in ("control", "figure", "casualties"):
        words["perishable"] = True
    doubt = _units(rule, slots)
    if _is_bare_toll(rule, slots):
        doubt = "in what, and where"
    asked = {name: replace(ask, stem=_placed(_counting(ask.stem, slots[name]), slots))
             for name, ask in rule.ask.items() if name in slots}
    return DraftFact(rule.kind, slots, evidence_of(clause, slots), date_near(clause, match.span(), analysis),
                     words, _placed(rule.text, slots), doubt=doubt, ask=asked)


def _only_takes_part(slots: dict[str, Slot], match: re.Match[str], analysis: Analysis) -> bool:
    """Whether the one who votes is a party or a country among others, and decides nothing alone."""
    body = slots.get("body")
    kind = analysis.cast.members[body.entity].type if isinstance(body, Reference) else ""
    stands_alone = match.string[match.end("body") : match.end("body") + 1] != "’"
    return kind == "PoliticalParty" or (
        kind == "Country" and stands_alone and "ayes" not in slots and " voted " in match[0])


def _cut_short(slot: Slot, match: re.Match[str], name: str) -> Slot:
    """The slot, with a doubt where its words go on in the article: “a tax” of “a tax of 2 cents on beer”."""
    after = match.string[match.end(name) :]
    goes_on = _DEED_GOES_ON if name == "deed" else _GOES_ON
    if isinstance(slot, Phrase) and not slot.doubt and name in _TOLD_IN_FULL and goes_on.match(after):
        return replace(slot, doubt="its words go on in the article: which one is it?")
    return slot


def _may_miss(kind: str, name: str) -> bool:
    """Whether a fact of the kind stands without that slot."""
    field = KINDS[kind].model_fields.get(name)
    return name in _OPTIONAL if field is None else not field.is_required()


def _placed(template: str, slots: dict[str, Slot]) -> str:
    """The template with the place where there is one, and without what has no slot."""
    if "place" in slots:
        template = template.replace(" {date:on}", " {place:in} {date:on}")
    return re.sub(r"\[([^\[\]]*\{([a-z_]+)\}[^\[\]]*)\]", lambda m: m[1] if m[2] in slots else "", template)


def _counting(stem: str, slot: Slot) -> str:
    """The question for a count, of those that are counted: “how many officers were injured”."""
    unit = slot.unit if isinstance(slot, NumberMention) else None
    return stem.replace("how many people", f"how many {unit}") if unit else stem


def _is_bare_toll(rule: Rule, slots: dict[str, Slot]) -> bool:
    """Whether the dead are counted without a word on where they died, or of what."""
    if rule.kind == "figure":
        indicator = slots.get("indicator")
        return isinstance(indicator, Phrase) and bool(re.search(r"\b(?:death toll|dead|deaths)$", indicator.text))
    counted = {"killed", "injured", "arrested", "detained"} & slots.keys()
    return rule.kind == "event" and bool(counted) and "place" not in slots


def _units(rule: Rule, slots: dict[str, Slot]) -> str:
    """What is left out of a count of people, whose kind says “people” itself."""
    left = ""
    for name in ("killed", "injured") if rule.kind == "casualties" else ():
        count = slots.get(name)
        if isinstance(count, NumberMention):
            if count.unit not in (None, "people"):
                left = f"are the {count.unit} to be told as people"
            slots[name] = replace(count, unit=None)
    return left


def fill(
    name: str, match: re.Match[str], clause: Clause, analysis: Analysis, refers: Refers | None,
    event: bool,
) -> Slot | None:
    """What a group of a match puts into a slot; None where it does not fit there."""
    if name in ("ayes", "noes") and match[name].isdigit():
        at = clause.shape.back(match.start(name))
        return NumberMention(at, at + len(match[name]), int(match[name]), None, None)
    if name == "predecessor" and match[name] in _OBJECTS:
        return _predecessor(match, clause, analysis)
    sign = SIGN.fullmatch(match[name])
    if sign and sign[1] == "n":
        return clause.shape.numbers[int(sign[2])]
    if refers is None and not (event and sign):
        found = phrase(clause, analysis, *match.span(name))
        if found is None and name == "cause":   # “a strike on a bus station near …”: the strike
            short = re.match(r".{6,60}?(?= (?:on|at|in|off|of|near) )", match[name])
            found = short and phrase(clause, analysis, match.start(name), match.start(name) + short.end())
        its = re.search(r"\b(?:its|their|the) $", match.string[: match.start(name)])
        if found and name == "indicator":
            bare = re.sub(r" (?:unchanged|steady|on hold)$", "", found.text)
            found = replace(found, text=f"the {bare}" if its else bare)
        return found
    held = _as_told(refer(clause, match[name], match.start(name), analysis), match, name, analysis)
    kind = analysis.cast.members[held.entity].type if held else "Thing"
    if refers and not (FAMILIES[kind] in refers.families or kind in refers.types):
        return None
    return held


def _as_told(
    held: Reference | None, match: re.Match[str], name: str, analysis: Analysis
) -> Reference | None:
    """The entity, with a doubt where the words tell of a part of it: “Karsovia’s army”."""
    words, (start, end) = match.string, match.span(name)
    part = re.match(r"’s? [a-z ]{3,24}(?= )", words[end:]) or re.search(r"[a-z]+ (?:of|from|loyal to) $", words[:start])
    if held is None or held.doubt or not part or not (
            words[end : end + 1] == "’" or match.start() < start):
        return held
    return replace(held, doubt=f"a part of {analysis.cast.members[held.entity].name} is meant: does the whole stand for it?")


def refer(clause: Clause, sign: str, at: int, analysis: Analysis) -> Reference | None:
    """The entity that a sign or pronoun at a place of the shape means."""
    subject = clause.subject(sign, at)
    if subject is None:
        return None
    member = analysis.cast.members[subject.entity]
    doubt = f"“{sign}” is taken for {member.name}" if subject.guessed else ""
    mention = clause.shape.mention(sign)
    if mention and mention.others:
        doubt = (f"“{analysis.text[mention.start : mention.end]}” may be another: "
                 f"{', '.join(mention.others)}")
    return Reference(subject.entity, subject.named, doubt)


def phrase(clause: Clause, analysis: Analysis, start: int, end: int) -> Phrase | None:
    """The words of a span of the shape; None where they are too many to be taken over."""
    shape = clause.shape
    own = SIGN.sub(" ", shape.text[start:end]).split()
    if len([w for w in own if re.search(r"\w", w)]) > MOST_WORDS or start == end:
        return None
    if re.search(r"‹[qd]\d+›", shape.text[start:end]):
        return None
    a, b = shape.back(start), shape.back(end, last=True)
    words = analysis.text[a:b]
    if start == 0 and shape.text[0] != "‹" and not words[:2].isupper():
        words = words[:1].lower() + words[1:]  # its capital is the sentence's
    if not shape.is_whole(start, end):
        return None
    if not words or len(words) > 160 or words.endswith(("’s", "'s")) or re.search(r"[{}\[\]@|<>]", words):
        return None
    return Phrase(a, b, words)


def _office_of(sign: str, clause: Clause, analysis: Analysis) -> Phrase | None:
    """The office that stands before a person's name."""
    mention = clause.shape.mention(sign)
    name = analysis.names.get(mention.start) if mention else None
    if name is None or not name.title or not OFFICIAL.search(name.title):
        return None
    start = analysis.text.find(name.title, name.title_start, name.start)
    return Phrase(start, start + len(name.title), name.title) if start >= 0 else None


def _predecessor(match: re.Match[str], clause: Clause, analysis: Analysis) -> Reference | None:
    """Whom “to succeed him” means: not whoever is named to, but one before, if there is one alone."""
    word, at = _OBJECTS[match["predecessor"]], clause.shape.back(match.start("predecessor"))
    person = clause.shape.mention(match["person"])
    own = {subject.entity: subject for known, subject in clause.own
           if known == word and subject.named[1] <= at and person and subject.entity != person.entity}
    found = next(iter(own.values())) if len(own) == 1 else None if own else clause.context.get(word)
    if found is None or (person and found.entity == person.entity):
        return None
    said = f"“{match['predecessor']}” is taken for {analysis.cast.members[found.entity].name}"
    return Reference(found.entity, found.named, said)


def _office_left(match: re.Match[str], clause: Clause, analysis: Analysis) -> Phrase | None:
    """The office that stands before the name of whoever is succeeded, wherever that is named."""
    left = fill("predecessor", match, clause, analysis, None, True)
    if not isinstance(left, Reference):
        return None
    for mention in analysis.cast.mentions:
        name = analysis.names.get(mention.start) if mention.entity == left.entity else None
        if name and name.title and OFFICIAL.search(name.title) and not mention.others:
            start = analysis.text.find(name.title, name.title_start, name.start)
            if start >= 0:
                member = analysis.cast.members[left.entity].name
                return Phrase(start, start + len(name.title), name.title,
                              f"is this the office in which {member} is succeeded?")
    return None


def _add_place(
    slots: dict[str, Slot], match: re.Match[str], clause: Clause, analysis: Analysis, rule: Rule
) -> None:
    """The place that is named next in the same clause, or before it where it counts the dead."""
    words = clause.shape.text
    found = _PLACE.match(words, match.end())
    if found is None and rule.kind == "casualties":
        found = _PLACE_BEFORE.match(words)
    mention = clause.shape.mention(found["place"]) if found else None
    used = {s.entity for s in slots.values() if isinstance(s, Reference)}
    if found and mention and mention.entity not in used:
        held = refer(clause, found["place"], found.start("place"), analysis)
        if held:
            slots["place"] = held


def date_near(
    clause: Clause, span: tuple[int, int], analysis: Analysis, reach: int = NEAR
) -> FactDate | None:
    """The date that stands nearest to a span of the shape in its clause; none that is to come."""
    best: tuple[int, FactDate] | None = None
    start, end = clause.shape.back(span[0]), clause.shape.back(span[1], last=True)
    for number in clause.days:
        date = clause.shape.dates[number]
        value = date.value
        between = analysis.text[min(end, date.end) : max(date.start, start)]
        gap = len(between) if not start <= date.start < end else 0
        if gap > reach or (gap and _APART.search(between)) or _SPAN.match(analysis.text, date.start):
            continue
        if value and value.first_day <= analysis.today and (best is None or gap < best[0]):
            best = (gap, value)
    return best[1] if best else None


def evidence_of(clause: Clause, slots: dict[str, Slot]) -> tuple[tuple[int, int], ...]:
    """The clause, and before it the names that its pronouns stand for."""
    whole = (clause.shape.start, clause.shape.end)
    outside = [s.named for s in slots.values() if isinstance(s, Reference)
               and not (whole[0] <= s.named[0] and s.named[1] <= whole[1])]
    outside += [(s.start, s.end) for s in slots.values() if isinstance(s, Phrase)
                and not (whole[0] <= s.start and s.end <= whole[1])]
    return (whole, *dict.fromkeys(outside))
