"""Who takes up or leaves an office, and who wins an election."""

from __future__ import annotations

from quizgen.drafting.rules.rule import APPOSITION, COUNT, DONE, OBJECT, PHRASE, party, rule, verbs

_TAKES = {
    "named": "appointed",
    "appointed": "appointed",
    "sworn in": "appointed",
    "elected": "elected",
    "re-elected": "elected",
    "dismissed": "dismissed",
    "sacked": "dismissed",
    "fired": "dismissed",
    "removed": "dismissed",
    "chosen": "appointed",
}
_LEAVES = dict.fromkeys(("resigned", "stepped down", "quit", "stood down"), "resigned")
_OFFICE = rf"(?:an? |the |its |his |her |their )?(?P<office>{PHRASE})"

OFFICES = (
    rule(
        "appointment",
        rf"{party('body')}{APPOSITION}{DONE} (?P<v>named|appointed|dismissed|"
        rf"sacked|fired|elected|"
        rf"removed|chosen) (?P<person>‹p\d+›)(?: as| to be|(?= (?:its|their|the|his|her) )) {_OFFICE}",
        verb="change",
        words=_TAKES,
        place=False,
    ),
    rule(
        "appointment",
        rf"(?P<person>‹p\d+›),?{DONE} (?:was|has been|had been|been) "
        rf"(?P<v>{verbs(_TAKES)})"
        rf"(?: as| to be)? {_OFFICE}(?: by (?P<body>‹[oc]\d+›))?",
        verb="change",
        words=_TAKES,
        place=False,
    ),
    rule(
        "appointment",
        rf"(?P<person>‹p\d+›){DONE} (?P<v>{verbs(_LEAVES)}) as {_OFFICE}",
        verb="change",
        words=_LEAVES,
        place=False,
    ),
    rule(
        "appointment",
        rf"(?P<person>‹p\d+›)(?P<office>){APPOSITION}{DONE} (?P<v>{verbs(_LEAVES)})\b",
        verb="change",
        words=_LEAVES,
        place=False,
    ),
    rule(
        "election",
        rf"{party('winner')}{DONE} won (?P<contest>(?:an?|the) (?:{OBJECT} "
        rf"){{0,3}}(?:election|"
        rf"elections|referendum|vote|by-election|primary|runoff)(?: in {OBJECT})?)"
        rf"(?:[^.;“”]{{0,30}}? with (?P<share>{COUNT}))?",
        place=False,
    ),
    rule(
        "election",
        rf"{party('winner')}{DONE} (?:defeated|beat) {party('runner_up')} in "
        rf"(?P<contest>(?:an?|the) "
        rf"(?:{OBJECT} ){{0,3}}(?:election|referendum|vote|by-election|primary|runoff))"
        rf"(?:[^.;“”]{{0,30}}? with (?P<share>{COUNT}))?",
        place=False,
    ),
)
