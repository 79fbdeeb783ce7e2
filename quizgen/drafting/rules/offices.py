"""Who takes up or leaves an office, and who wins an election."""

from __future__ import annotations

from quizgen.drafting.rules.rule import (
    APPOSITION,
    COUNT,
    DONE,
    OBJECT,
    PHRASE,
    party,
    rule,
    verbs,
    who,
)

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
    "chose": "appointed",
}
_LEAVES = dict.fromkeys(("resigned", "stepped down", "quit", "stood down"), "resigned")
_OFFICE = rf"(?:an? |the |its |his |her |their )?(?P<office>{PHRASE})"

_FOLLOWS = (
    r"(?:to succeed|to replace|as (?:the |a )?(?:successor|replacement) (?:to|of|for)) "
    r"(?P<predecessor>‹p\d+›|him\b|her\b)"
)

_POST = (
    r"(?:[a-z]+ ){0,3}(?:executive|director|manager|coach|chair(?:man|woman)?|president|minister|chief|"
    rf"head|editor|captain|secretary|treasurer|governor|commissioner|ambassador|judge)(?: of {OBJECT})?"
)

OFFICES = (
    rule(
        "appointment",
        rf"{who('body')}{APPOSITION}{DONE} (?P<v>named|appointed|elected|chose) "
        rf"(?P<person>‹p\d+›)(?P<office>){APPOSITION} {_FOLLOWS}",
        verb="change",
        words=_TAKES,
        place=False,
    ),
    rule(
        "appointment",
        rf"(?P<person>‹p\d+›)(?P<office>),?{DONE} (?:was|has been|had been) "
        rf"(?P<v>named|appointed|elected|chosen) {_FOLLOWS}",
        verb="change",
        words=_TAKES,
        place=False,
    ),
    rule(
        "event",
        rf"{who('body')}{APPOSITION}{DONE} (?P<done>named|appointed|elected|chose) "
        rf"(?P<person>‹p\d+›){APPOSITION} {_FOLLOWS}",
        text="{body} {done} {person} to succeed {predecessor} {date:on}",
        place=False,
        ask={
            "person": "{?person:whom} did {body} choose to succeed {predecessor} {date:on}?",
            "predecessor": "{?predecessor:whom} was {person} chosen to succeed {date:on}?",
        },
    ),
    *(
        rule(
            "event",
            pattern,
            text="{person} was {done} to succeed {predecessor} {date:on}",
            place=False,
            ask={
                "person": "{?person} was {done} to succeed {predecessor} {date:on}?",
                "predecessor": "{?predecessor:whom} was {person} {done} to succeed {date:on}?",
            },
        )
        for pattern in (
            rf"(?P<done>named|appointed|elected) (?P<person>‹p\d+›){APPOSITION} {_FOLLOWS}",
            rf"(?P<person>‹p\d+›),?{DONE} (?:was|has been|had been) "
            rf"(?P<done>named|appointed|elected|chosen) {_FOLLOWS}",
        )
    ),
    rule(
        "appointment",
        rf"{party('body')}{APPOSITION}{DONE} (?P<v>dismissed|sacked|fired|removed) "
        r"(?:its|their|his|her|the) (?P<office>[a-z][a-z -]{3,40}), (?P<person>‹p\d+›)(?=[,. ]|$)",
        verb="change",
        words=_TAKES,
        place=False,
    ),
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
        rf"{party('body')}{APPOSITION}{DONE} (?P<v>named|appointed|elected) (?P<person>‹p\d+›) "
        rf"(?P<office>{_POST})(?: {_FOLLOWS})?(?=[,.; ]|$)",
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
