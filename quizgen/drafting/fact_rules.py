"""The patterns by which a sentence's shape tells a kind of fact; a rule is a row.

Groups are named as the kind's slots. A pattern is tried on sentences of bounded length, and each of
its parts is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from quizgen.drafting.sayings import APPOSITION, NOUNS

_PRONOUN = rf"\b(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey)\b|\b[Tt]he (?:{NOUNS})\b"
_STOP = (r"(?!(?:that|which|who|whom|whose|and|but|or|as|after|before|when|while|said|says|is|was|were|are|be|"
         r"been|had|has|have|to|because|if|where|than|by|at|in|on|from|for|until|since|with|without|will|"
         r"would|of|he|she|it|they|him|them)\b)")
_WORD = _STOP + r"[^\W_][\w’'-]{0,30}"
_OBJECT = rf"(?:‹[polct]\d+›(?:’s?)?|{_WORD})"
# A short noun phrase: a few words, and one more after a preposition.
PHRASE = rf"(?:{_OBJECT} ){{0,4}}{_OBJECT}(?: (?:of|on|for|against|with) (?:{_OBJECT} ){{0,3}}{_OBJECT})?"
_DONE = r"(?:,? (?:has|have|had|also|just|formally|officially|again|later|‹d\d+›)){0,3}"
_SCORE = r"\d+[–-]\d+(?:, \d+[–-]\d+){0,4}"


def _who(name: str) -> str:
    return rf"(?P<{name}>‹[poc]\d+›|{_PRONOUN})"


def _party(name: str) -> str:
    return rf"(?P<{name}>‹[poc]\d+›)"


def _where(name: str) -> str:
    return rf"(?P<{name}>‹[lc]\d+›)"


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind, the pattern for it, and the values that go with the pattern itself.

    `words`: by the verb that was found (group `v`), the values that it gives. `text` is an event's
    sentence. `place`: whether a place is looked for after it.
    """

    kind: str
    pattern: re.Pattern[str]
    fixed: Mapping[str, object] = field(default_factory=dict)
    verb: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    place: bool = True


def _rule(kind: str, pattern: str, **more: object) -> Rule:
    return Rule(kind, re.compile(pattern), **more)  # type: ignore[arg-type]


_CONTROL = {
    "captured": "captured", "seized": "captured", "took": "captured", "taken": "captured",
    "retook": "retook", "retaken": "retook", "recaptured": "retook", "reclaimed": "retook",
    "liberated": "retook", "annexed": "annexed", "withdrew from": "left", "withdrawn from": "left",
    "pulled out of": "left",
}
_VOTE = {"approved": "adopted", "adopted": "adopted", "passed": "adopted", "backed": "adopted",
         "rejected": "rejected", "voted down": "rejected"}
_DESIGNATE = {"proscribed": "proscribed", "sanctioned": "sanctioned", "designated": "designated",
              "listed": "listed", "recognised": "recognised", "recognized": "recognised"}
_SAME = {word: word for word in ("passed", "issued", "overturned", "upheld", "launched", "opened",
                                 "recovered")}


def _verbs(words: Mapping[str, str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_COUNT = r"‹n\d+›"
_ATTACK = (r"(?P<cause>an? (?:[a-z-]+ ){0,2}(?:attack|strike|fire|explosion|blast|crash|storm|earthquake|flood|"
           r"accident|collision)(?: (?:on|at|in|off) (?:" + _OBJECT + r" ){0,3}" + _OBJECT + r")?)")

RULES: tuple[Rule, ...] = (
    _rule("meeting", rf"{_who('host')}{APPOSITION}{_DONE} (?:met|hosted|held talks|received)(?: with)? "
                     rf"(?:[a-z-]+ )?{_party('guest')}"),
    _rule("meeting", rf"{_party('host')} and {_party('guest')}{_DONE} (?:met|held talks)\b"),
    _rule("meeting", rf"{_who('host')}[^.;“”]{{0,70}} and met {_party('guest')}"),
    _rule("visit", rf"{_who('visitor')}{APPOSITION}{_DONE} (?:visited|toured) (?P<site>an? {PHRASE}) in "
                   rf"{_where('place')}(?:[^.;“”]{{0,50}} accompanied by (?P<companion>‹p\d+›))?", place=False),
    _rule("visit", rf"{_who('visitor')}{APPOSITION}{_DONE} (?:visited|toured|travell?ed to|flew to|flown to|"
                   rf"arrived in|gone to) {_where('place')}(?: ‹d\d+›| on ‹d\d+›)?"
                   rf"(?: for (?P<purpose>talks with ‹[poc]\d+›))?", place=False),
    _rule("control", rf"{_who('agent')}{_DONE} (?P<v>{_verbs(_CONTROL)}) {_where('place')}"
                     rf"(?: from (?P<previous>‹[poc]\d+›))?(?:,? (?:near|close to) {_where('near')})?",
          verb="change", words=_CONTROL, place=False),
    _rule("contest", rf"{_who('winner')}{_DONE} (?:won|claimed) (?P<event>‹t\d+›)[^.;“”]{{0,40}}? (?:when they|by|"
                     rf"after) (?:beat|beating|defeating) (?P<loser>‹[poc]\d+›)(?: (?P<score>{_SCORE}))?"),
    _rule("contest", rf"{_who('winner')}{_DONE} (?:beat|defeated) {_party('loser')}(?: (?P<score>{_SCORE}))?"
                     rf"[^.;“”]{{0,40}}? in (?P<event>the {PHRASE})"),
    _rule("contest", rf"{_who('loser')}{_DONE} lost to {_party('winner')}(?: (?P<score>{_SCORE}))?"
                     rf"[^.;“”]{{0,40}}? in (?P<event>the {PHRASE})"),
    _rule("contest", rf"{_who('winner')}{_DONE} won (?P<event>‹t\d+›)"),
    _rule("event", rf"{_who('winner')}{_DONE} (?:beat|defeated) {_party('loser')}(?: (?P<score>{_SCORE}))",
          text="{winner} beat {loser} by {score} {date:on}"),
    _rule("designation", rf"{_party('body')}{_DONE} (?P<v>{_verbs(_DESIGNATE)})(?: the [A-Z]\w+(?: [a-z]+)?)? "
                         rf"(?P<subject>‹[polct]\d+›) as (?P<label>an? {PHRASE})",
          verb="verb", words=_DESIGNATE, place=False),
    _rule("vote", rf"{_who('body')}{_DONE} (?P<v>{_verbs(_VOTE)}) (?P<matter>{PHRASE})(?: (?:on )?‹d\d+›)? by "
                  rf"(?P<ayes>{_COUNT}) to (?P<noes>{_COUNT})", verb="outcome", words=_VOTE, place=False),
    _rule("law", rf"{_who('body')}{_DONE} (?P<v>overturned|upheld|issued) (?P<act>(?:an?|the) {PHRASE})",
          verb="verb", words=_SAME, place=False),
    _rule("law", rf"{_who('body')}{_DONE} (?P<v>passed) (?P<act>‹t\d+›|an? {PHRASE})", verb="verb",
          words=_SAME, place=False),
    _rule("vote", rf"{_who('body')}{_DONE} (?P<v>approved|adopted|voted down) (?P<matter>(?:an?|the) {PHRASE})",
          verb="outcome", words=_VOTE, place=False),
    _rule("appointment", rf"{_party('body')}{APPOSITION}{_DONE} (?P<v>named|appointed) (?P<person>‹p\d+›) as "
                         rf"(?P<office>{PHRASE})", verb="change", words={"named": "appointed",
                                                                        "appointed": "appointed"}, place=False),
    _rule("appointment", rf"(?P<person>‹p\d+›){_DONE} (?:was|has been|had been|been) (?P<v>named|appointed|elected|"
                         rf"dismissed)(?: as)? (?P<office>{PHRASE})", verb="change",
          words={"named": "appointed", "appointed": "appointed", "elected": "elected",
                 "dismissed": "dismissed"}, place=False),
    _rule("appointment", r"(?P<person>‹p\d+›)(?P<office>)" + APPOSITION + _DONE +
          r" (?P<v>resigned|stepped down|quit)\b", verb="change", words={
              "resigned": "resigned", "stepped down": "resigned", "quit": "resigned"}, place=False),
    _rule("election", rf"{_party('winner')}{_DONE} won (?P<contest>(?:an?|the) (?:{_OBJECT} ){{0,3}}(?:election|"
                      rf"referendum|vote|by-election|primary)(?: in {_OBJECT})?)"
                      rf"(?:[^.;“”]{{0,30}}? with (?P<share>{_COUNT}))?", place=False),
    _rule("agreement", rf"{_party('first')} and {_party('second')}{_DONE} (?:agreed on|signed) "
                       rf"(?P<subject>(?:an?|the) {PHRASE})"),
    _rule("agreement", rf"{_party('first')}{_DONE} (?:agreed|signed (?:an?|the) [a-z]+) with {_party('second')} on "
                       rf"(?P<subject>{PHRASE})"),
    _rule("aid", rf"{_party('donor')}{_DONE} (?:pledged|donated|sent|gave) (?P<amount>{_COUNT}) (?:in|of) "
                 rf"(?P<what>{PHRASE}) to (?P<recipient>‹[poc]\d+›)", place=False),
    _rule("aid", rf"{_party('donor')}{_DONE} (?:pledged|donated|sent) (?P<what>{PHRASE})"
                 rf"(?: worth (?P<amount>{_COUNT}))? to (?P<recipient>‹[poc]\d+›)", place=False),
    _rule("event", rf"{_party('donor')}{_DONE} (?:pledged|donated) (?P<amount>{_COUNT}) to (?P<to>‹[poc]\d+›)",
          text="{donor} pledged {amount} to {to} {date:on}", place=False),
    _rule("launch", rf"{_party('agent')}{_DONE} (?P<v>launched|opened|recovered) (?P<object>‹[tl]\d+›)"
                    rf"(?: from {_where('place')})?", verb="milestone", words=_SAME),
    _rule("launch", r"(?P<object>‹t\d+›)(?: [a-z]+)?" + _DONE + r" (?P<v>landed) (?:in|on|at) "
          + _where("place"), verb="milestone", words={"landed": "landed"}, place=False),
    _rule("discovery", rf"(?:\b(?:astronomers|scientists|researchers|archaeologists|Astronomers|Scientists|"
                       rf"Researchers|Archaeologists) (?:at|of|from) )?{_party('finder')}{_DONE} discovered "
                       rf"(?P<find>an? {PHRASE})"),
    _rule("strike", rf"{_party('attacker')}{_DONE} (?:struck|attacked|bombed|shelled) (?P<target>‹[tlo]\d+›)"),
    _rule("damage", r"(?P<object>‹[tlo]\d+›)(?: and ‹[tlo]\d+›)? (?:was|were|has been|have been|had been|is|are) "
          rf"(?P<effect>(?:badly |severely |heavily )?(?:destroyed|damaged|sunk|wrecked)|beyond repair)"
          rf"(?: (?:in|by) {_ATTACK})?"),
    _rule("damage", r"‹[tlo]\d+› and (?P<object>‹[tlo]\d+›) (?:was|were|has been|have been|had been|is|are) "
          rf"(?P<effect>(?:badly |severely |heavily )?(?:destroyed|damaged|sunk|wrecked)|beyond repair)"
          rf"(?: (?:in|by) {_ATTACK})?"),
    _rule("casualties", rf"(?P<cause>\b[Aa]n? {PHRASE}(?: at an? {PHRASE})?)(?: in {_where('place')})? "
                        rf"killed (?P<killed>{_COUNT})(?: and (?:injured|wounded) (?P<injured>{_COUNT}))?"),
    _rule("casualties", rf"(?P<cause>\b[Aa]n? (?:(?:{_OBJECT}|‹n\d+›) ){{0,4}}(?:earthquake|storm|fire|blast|flood|quake))"
                        rf"(?: (?:struck|hit|in) {_where('place')})[^.;“”]{{0,30}}?, killing (?P<killed>{_COUNT})"),
    _rule("casualties", rf"(?P<killed>{_COUNT}) (?:were|was|have been) killed in (?P<cause>an? {PHRASE})"),
    _rule("event", rf"(?P<count>{_COUNT}) (?:were|was|have been) (?P<what>killed|injured|wounded|arrested)\b",
          text="{count} were {what} {date:on}"),
    _rule("event", rf"{_party('buyer')}{_DONE} agreed to buy (?:its |the |a )?(?P<bought>‹[ot]\d+›)(?: for (?P<price>{_COUNT}))",
          text="{buyer} agreed to buy {bought} for {price} {date:on}", place=False),
    _rule("event", rf"{_party('club')}{_DONE} signed (?P<player>‹p\d+›) from (?P<seller>‹o\d+›)",
          text="{club} signed {player} from {seller} {date:on}", place=False),
    _rule("event", rf"{_party('body')}{_DONE} suspended (?P<whom>‹p\d+›) for (?P<term>{_COUNT})",
          text="{body} suspended {whom} for {term} {date:on}", place=False),
    _rule("figure", rf"(?P<indicator>(?:{_OBJECT} ){{0,3}}{_OBJECT}(?: in ‹[lc]\d+›)?){_DONE} (?:rose|fell|dropped|"
                    rf"climbed|increased|risen|fallen|declined|stood)(?: to| at) (?P<value>{_COUNT})", place=False),
    _rule("figure", rf"(?P<subject>‹[poc]\d+›){_DONE} (?:left|kept|raised|cut|lowered|put) (?:its|their) "
                    rf"(?P<indicator>{PHRASE}) (?:at|to) (?P<value>{_COUNT})", place=False),
)
