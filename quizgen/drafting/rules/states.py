"""What states and bodies do: meet, agree, vote, decide, give."""

from __future__ import annotations

from typing import Any

from quizgen.drafting.rules.rule import (
    APPOSITION,
    COUNT,
    DONE,
    PHRASE,
    party,
    rule,
    verbs,
    where,
    who,
)

_VOTE = {
    "approved": "adopted",
    "adopted": "adopted",
    "passed": "adopted",
    "backed": "adopted",
    "endorsed": "adopted",
    "rejected": "rejected",
    "voted down": "rejected",
    "defeated": "rejected",
}
_VOTED = {
    "approve": "adopted",
    "adopt": "adopted",
    "pass": "adopted",
    "back": "adopted",
    "accept": "adopted",
    "reject": "rejected",
    "for": "adopted",
    "against": "rejected",
    "in favour of": "adopted",
    "in favor of": "adopted",
}
_DESIGNATE = {
    "proscribed": "proscribed",
    "sanctioned": "sanctioned",
    "designated": "designated",
    "listed": "listed",
    "recognised": "recognised",
    "recognized": "recognised",
    "classified": "designated",
}
_LAW = {word: word for word in ("passed", "issued", "overturned", "upheld")} | {
    "struck down": "overturned",
    "enacted": "passed",
}
_AYES = r"(?:,? by)? (?P<ayes>‹n\d+›|\d{2,3})(?: votes)?(?: to |[–-])(?P<noes>‹n\d+›|\d{1,3})(?!\w)"
_MATTER = rf"(?P<matter>(?:(?:an?|the|its|his|her|their) )?{PHRASE})"
_GIVE = (
    r"(?:pledged|donated|sent|gave|given|offered|promised|committed|allocated|granted|"
    r"provided|approved|"
    r"announced|delivered|released|contributed)"
)
_WILL_GIVE = (
    r"(?:(?:said|announced|promised|pledged|confirmed)(?: that)? (?:it|they|he|she) "
    r"(?:would|will)|will|is to|"
    r"would|agreed to|promised to|pledged to|plans to|vowed to) (?:also )?(?:give|send|"
    r"provide|donate|contribute|deliver|offer)"
)
_GIVES = rf"(?:{DONE} {_GIVE}| {_WILL_GIVE})"
_FOR = r"(?: to| for) (?P<recipient>‹[poc]\d+›)"
_PACT = r"(?:agreement|deal|treaty|accord|pact|memorandum|contract|protocol)"

# A body without a name: an event until an editor makes an entity of it.
_CHAMBER = (
    r"(?<![\w’›] )(?P<chamber>(?:[Tt]he )?(?:(?:[Ll]ower|[Uu]pper) (?:house|chamber)|[Hh]ouse|"
    r"[Cc]hamber|[Pp]arliament|[Ss]enate|[Aa]ssembly|(?:[a-z]+ )?(?:[Cc]ouncil|[Cc]ommittee|[Bb]oard)|"
    r"[Ll]awmakers|MPs|[Dd]eputies|[Cc]ouncillors|[Ss]enators|[Dd]elegates)(?: of ‹[lcto]\d+›)?)"
)
_VOTES_ASKED = {
    "ayes": "how many votes in favour were there when {chamber} voted {deed} {date:on}?",
    "noes": "how many votes against were there when {chamber} voted {deed} {date:on}?",
}
_COUNTS_ASKED = {
    "ayes": "how many votes in favour were there when {chamber} {done} {matter} {date:on}?",
    "noes": "how many votes against were there when {chamber} {done} {matter} {date:on}?",
}

_SENTENCED: dict[str, Any] = {
    "text": "{whom} was sentenced to {term} in prison {date:on}",
    "accuses": True,
    "ask": {
        "whom": "{?whom} was sentenced to {term} in prison {date:on}?",
        "term": "how long was the prison sentence that {whom} was given {date:on}?",
    },
}

STATES = (
    rule(
        "meeting",
        rf"{who('host')}{APPOSITION}{DONE} (?:met|hosted|held talks|received|"
        rf"welcomed)(?: with)? "
        rf"(?:[a-z-]+ )?{party('guest')}",
    ),
    rule("meeting", rf"{party('host')} and {party('guest')}{DONE} (?:met|held talks)\b"),
    rule("meeting", rf"{who('host')}[^.;“”]{{0,70}} and met {party('guest')}"),
    rule(
        "event",
        rf"{who('one')}{DONE} (?:spoke|talked)(?: (?:by|on the) (?:phone|telephone|"
        rf"video link))? (?:with|to) "
        rf"{party('two')}",
        text="{one} spoke with {two} {date:on}",
        place=False,
        ask={
            "two": "with {?two:whom} did {one} speak {date:on}?",
            "one": "{?one} spoke with {two} {date:on}?",
        },
    ),
    rule(
        "visit",
        rf"{who('visitor')}{APPOSITION}{DONE} (?:visited|toured) (?P<site>an? {PHRASE}) in "
        rf"{where('place')}(?:[^.;“”]{{0,50}} accompanied by (?P<companion>‹p\d+›))"
        rf"?",
        place=False,
    ),
    rule(
        "visit",
        rf"{who('visitor')}{APPOSITION}{DONE} (?:visited|toured|travell?ed to|flew to|"
        rf"flown to|"
        rf"arrived in|gone to|went to|landed in) {where('place')}"
        rf"(?: for (?P<purpose>talks with ‹[poc]\d+›))?",
        place=False,
    ),
    rule(
        "visit",
        rf"{who('visitor')}{APPOSITION} (?:(?!\b(?:said|says|that|who|which|while|but)\b)(?:[^.;“”‹]|"
        rf"‹[nd]\d+›)){{3,70}} and visited {where('place')}",
        place=False,
    ),
    rule(
        "event",
        rf"sentenced (?:[a-z-]+ ){{0,4}}(?P<whom>‹p\d+›) to (?P<term>{COUNT}) "
        rf"in (?:prison|jail)(?!,? suspended)",
        **_SENTENCED,
    ),
    rule(
        "event",
        rf"(?P<whom>‹p\d+›){APPOSITION} (?:was|has been) sentenced to (?P<term>{COUNT}) "
        rf"in (?:prison|jail)(?!,? suspended)",
        **_SENTENCED,
    ),
    rule(
        "designation",
        rf"{party('body')}{DONE} (?P<v>{verbs(_DESIGNATE)})(?: the [A-Z]\w+(?: "
        rf"[a-z]+)?)? "
        rf"(?P<subject>‹[polct]\d+›) as (?P<label>an? {PHRASE})",
        verb="verb",
        words=_DESIGNATE,
        place=False,
    ),
    rule(
        "vote",
        rf"{who('body')}{DONE} (?P<v>{verbs(_VOTE)}) {_MATTER}{_AYES}",
        verb="outcome",
        words=_VOTE,
        place=False,
    ),
    rule(
        "vote",
        rf"{who('body')}{DONE} voted{_AYES}(?: (?:on|in) [^,.;]{{2,20}})?(?:,)? (?:to )?"
        rf"(?P<v>{verbs(_VOTED)}) {_MATTER}",
        verb="outcome",
        words=_VOTED,
        place=False,
    ),
    rule(
        "vote",
        rf"{who('body')}{DONE} voted{_AYES}(?: (?:on|in) [^,.;]{{2,20}})? to "
        rf"(?P<matter>[a-z]+ up [a-z]+|[a-z]+ "
        rf"{PHRASE})(?P<v>)",
        verb="outcome",
        words={"": "adopted"},
        place=False,
    ),
    rule(
        "vote",
        rf"{who('body')}{DONE} voted (?:to )?(?P<v>{verbs(_VOTED)}) {_MATTER}(?:{_AYES})?",
        verb="outcome",
        words=_VOTED,
        place=False,
    ),
    rule(
        "law",
        rf"{who('body')}{DONE} (?P<v>overturned|upheld|issued|struck down) "
        rf"(?P<act>(?:an?|the) {PHRASE})",
        verb="verb",
        words=_LAW,
        place=False,
    ),
    rule(
        "law",
        rf"{who('body')}{DONE} (?P<v>passed|enacted) (?P<act>‹t\d+›|an? {PHRASE})",
        verb="verb",
        words=_LAW,
        place=False,
    ),
    rule(
        "vote",
        rf"{who('body')}{DONE} (?P<v>approved|adopted|voted down|rejected) "
        rf"(?P<matter>(?:an?|the) "
        rf"(?!accusation|allegation|claim|report|charge|idea|suggestion|request|offer){PHRASE})"
        rf"(?:[^.;“”]{{0,60}}?,? by (?P<ayes>‹n\d+›|\d{{2,3}})(?: votes)?(?: to |[–-])"
        rf"(?P<noes>‹n\d+›|\d{{1,3}})(?!\w))?",
        verb="outcome",
        words=_VOTE,
        place=False,
    ),
    rule(
        "event",
        rf"{_CHAMBER}{DONE} voted{_AYES}(?: (?:on|in) [^,.;]{{2,20}})?,? "
        rf"(?P<deed>to [a-z]+(?: up| down| out)? (?:(?:an?|the|its|their) )?{PHRASE}|"
        rf"(?:for|against|in favou?r of) {_MATTER.replace('?P<matter>', '?:')})",
        text="{chamber} voted {ayes} to {noes} {deed} {date:on}",
        place=False,
        ask=_VOTES_ASKED,
    ),
    rule(
        "event",
        rf"{_CHAMBER}{DONE} (?P<done>approved|adopted|passed|backed|rejected|voted down) "
        rf"{_MATTER}{_AYES}",
        text="{chamber} {done} {matter} by {ayes} to {noes} {date:on}",
        place=False,
        ask=_COUNTS_ASKED,
    ),
    rule(
        "agreement",
        rf"{party('first')} and {party('second')}{DONE} (?:signed|reached|agreed|"
        rf"concluded|struck) "
        rf"(?:an? )?(?:[a-z-]+ ){{0,2}}{_PACT} (?:on|for|about|over|to) "
        rf"(?P<subject>{PHRASE})",
    ),
    rule(
        "agreement",
        rf"{party('first')} and {party('second')}{DONE} (?:agreed on|signed) "
        rf"(?P<subject>(?:an?|the) {PHRASE})",
    ),
    rule(
        "agreement",
        rf"{party('first')}{DONE} (?:agreed|(?:signed|reached|struck) (?:an? )"
        rf"?(?:[a-z-]+ ){{0,2}}{_PACT}) "
        rf"with {party('second')} (?:on|about|for|over) (?P<subject>{PHRASE})",
    ),
    rule(
        "aid",
        rf"{who('donor')}{_GIVES} (?P<amount>{COUNT}) (?:in|of|worth of) "
        rf"(?P<what>{PHRASE}){_FOR}",
        place=False,
        ahead=True,
    ),
    rule(
        "aid",
        rf"{who('donor')}{_GIVES} (?P<what>{PHRASE})(?: worth (?P<amount>{COUNT}))?{_FOR}",
        place=False,
        ahead=True,
    ),
    rule(
        "aid",
        rf"{who('donor')}{_GIVES} (?P<recipient>‹[poc]\d+›) (?P<amount>{COUNT}) (?:in|of|"
        rf"worth of) "
        rf"(?P<what>{PHRASE})",
        place=False,
        ahead=True,
    ),
    rule(
        "event",
        rf"{party('donor')}{DONE} (?:pledged|donated|promised) (?P<amount>{COUNT}) "
        rf"(?:to|for) (?P<to>‹[poc]\d+›)",
        text="{donor} pledged {amount} to {to} {date:on}",
        place=False,
        ask={
            "donor": "{?donor} pledged {amount} to {to} {date:on}?",
            "amount": "how much did {donor} pledge to {to} {date:on}?",
            "to": "to {?to:whom} did {donor} pledge {amount} {date:on}?",
        },
    ),
    rule(
        "event",
        rf"{party('body')}{DONE} fined (?:[a-z]+ ){{0,3}}(?P<whom>‹[poc]\d+›) "
        rf"(?P<amount>{COUNT})",
        text="{body} fined {whom} {amount} {date:on}",
        place=False,
        ask={
            "whom": "{?whom:whom} did {body} fine {amount} {date:on}?",
            "amount": "how much was the fine that {whom} was given by {body} {date:on}?",
            "body": "{?body} fined {whom} {amount} {date:on}?",
        },
    ),
)
