"""What is won, launched and found."""

from __future__ import annotations

from quizgen.drafting.rules.rule import COUNT, DONE, PHRASE, SCORE, WAS, party, rule, where, who

_MILESTONES = {word: word for word in ("launched", "opened", "recovered", "landed")} | {
    "touched down": "landed"
}
_BEAT = (
    r"(?:came from behind to beat|went on to beat|beat|defeated|overcame|thrashed|edged|"
    r"edged past|eliminated)"
)
_THEM = r"(?:[a-z-]+ ){0,3}"  # “beat champions Town”
_BY = rf"(?:,? (?:by )?(?P<score>{SCORE}))"
_IN = rf"[^.;“”]{{0,40}}? in (?P<event>(?:the|an?) {PHRASE})"
_FINDERS = (
    r"(?:\b[A-Za-z]?(?:stronomers|cientists|esearchers|rchaeologists|iologists|hysicists|"
    r"ngineers|eologists|nvestigators|nspectors|"
    r"alaeontologists|aleontologists|ivers|eam|team)(?: (?:at|of|from|led by|with|using))? )?"
)

FEATS = (
    rule(
        "contest",
        rf"{who('winner')}{DONE} (?:won|claimed) (?P<event>‹t\d+›)[^.;“”]{{0,40}}? "
        rf"(?:when they|by|"
        rf"after) (?:beat|beating|defeating) {_THEM}(?P<loser>‹[poc]\d+›){_BY}?",
    ),
    rule("contest", rf"{who('winner')}{DONE} {_BEAT} {_THEM}(?P<loser>‹[poc]\d+›){_BY}?{_IN}"),
    rule(
        "contest",
        rf"{who('winner')}{DONE} {_BEAT} {_THEM}(?P<loser>‹[poc]\d+›){_BY}? to win (?P<event>‹t\d+›)",
    ),
    rule("contest", rf"{who('loser')}{DONE} lost to {_THEM}(?P<winner>‹[poc]\d+›){_BY}?{_IN}"),
    rule(
        "contest",
        rf"{who('winner')}{DONE} (?:won|claimed|took) (?P<event>‹t\d+›)(?: by "
        rf"[^.;,“”]{{3,30}})? from "
        r"(?P<loser>‹[po]\d+›)",
    ),
    rule("contest", rf"{who('winner')}{DONE} (?:won|claimed|retained) (?P<event>‹t\d+›)"),
    rule(
        "contest",
        rf"{who('winner')}{DONE} won (?P<event>the (?:‹n\d+› )?(?:[a-z’-]+ "
        rf"){{0,3}}(?:race|final|sprint|"
        rf"butterfly|backstroke|breaststroke|freestyle|medley|relay|hurdles|marathon|metres|stage|title|"
        rf"cup|championship|tournament|prize|award|trophy|jump|put|throw|vault|decathlon|heptathlon|"
        rf"slalom|downhill|super-G|time trial|doubles|singles|event)(?: (?:at|in|of) "
        rf"‹[tol]\d+›)?)(?!\w)",
    ),
    rule(
        "event",
        rf"{who('winner')}{DONE} {_BEAT} {_THEM}(?P<loser>‹[poc]\d+›){_BY}",
        text="{winner} beat {loser} by {score} {date:on}",
        ask={
            "winner": "{?winner} beat {loser} by {score} {date:on}?",
            "loser": "{?loser:whom} did {winner} beat by {score} {date:on}?",
        },
    ),
    rule(
        "event",
        rf"{who('loser')}{DONE} lost (?:to|against) {_THEM}(?P<winner>‹[poc]\d+›){_BY}",
        text="{winner} beat {loser} by {score} {date:on}",
        ask={
            "winner": "{?winner} beat {loser} by {score} {date:on}?",
            "loser": "{?loser:whom} did {winner} beat by {score} {date:on}?",
        },
    ),
    rule(
        "event",
        rf"{party('club')}{DONE} signed (?:[a-z]+ ){{0,2}}(?P<player>‹p\d+›) from "
        rf"(?P<seller>‹o\d+›)",
        text="{club} signed {player} from {seller} {date:on}",
        place=False,
        ask={
            "player": "{?player:whom} did {club} sign from {seller} {date:on}?",
            "club": "{?club} signed {player} from {seller} {date:on}?",
            "seller": "from {?seller} did {club} sign {player} {date:on}?",
        },
    ),
    rule(
        "event",
        rf"{party('body')}{DONE} (?P<what>suspended|banned) (?:[a-zA-Z]+ "
        rf"){{0,2}}(?P<whom>‹p\d+›) for "
        rf"(?P<term>{COUNT})",
        text="{body} {what} {whom} for {term} {date:on}",
        place=False,
        ask={
            "whom": "{?whom} was {what} by {body} for {term} {date:on}?",
            "term": "for how long was {whom} {what} by {body} {date:on}?",
            "body": "{?body} {what} {whom} for {term} {date:on}?",
        },
    ),
    rule(
        "launch",
        rf"{party('agent')}{DONE} (?P<v>launched|opened|recovered) (?P<object>‹[tl]\d+›)"
        rf"(?: from {where('place')})?",
        verb="milestone",
        words=_MILESTONES,
    ),
    rule(
        "launch",
        rf"(?P<object>‹[tl]\d+›) {WAS} (?P<v>launched|opened|recovered)(?: by "
        rf"(?P<agent>‹[poc]\d+›))?"
        rf"(?: (?:from|in|at|on|near) {where('place')})"
        rf"?",
        verb="milestone",
        words=_MILESTONES,
    ),
    rule(
        "launch",
        r"(?P<object>‹t\d+›)(?: [a-z]+)?" + DONE + r" (?P<v>landed|touched down) "
        r"(?:in|on|at) " + where("place"),
        verb="milestone",
        words=_MILESTONES,
        place=False,
    ),
    rule(
        "discovery",
        rf"{_FINDERS}{party('finder')}{DONE} (?:discovered|unearthed|uncovered) "
        rf"(?P<find>(?:an? |‹n\d+› |the remains of ){PHRASE})",
    ),
    rule(
        "discovery",
        rf"\b[A-Za-z]?(?:stronomers|cientists|esearchers|rchaeologists|iologists|"
        rf"ivers|eam|nvestigators|nspectors) (?:at|of|from|led by) "
        rf"{party('finder')}(?: of ‹o\d+›)?{DONE} (?:found|identified) "
        rf"(?P<find>(?:an? |‹n\d+› |the (?=[a-z]+ of an? )){PHRASE})",
    ),
)
