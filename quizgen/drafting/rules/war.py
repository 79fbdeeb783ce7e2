"""Who holds a place, what was struck or lost, how many were killed or hurt."""

from __future__ import annotations

from quizgen.drafting.rules.rule import COUNT, DONE, PHRASE, WAS, party, rule, verbs, where, who

_CONTROL = {
    "captured": "captured",
    "seized": "captured",
    "took": "captured",
    "taken": "captured",
    "took control of": "captured",
    "taken control of": "captured",
    "seized control of": "captured",
    "overran": "captured",
    "occupied": "captured",
    "conquered": "captured",
    "retook": "retook",
    "retaken": "retook",
    "recaptured": "retook",
    "reclaimed": "retook",
    "liberated": "retook",
    "won back": "retook",
    "regained control of": "retook",
    "annexed": "annexed",
    "withdrew from": "left",
    "withdrawn from": "left",
    "pulled out of": "left",
    "pulled back from": "left",
    "retreated from": "left",
    "abandoned": "left",
}
_PASSIVE = {
    word: _CONTROL[word]
    for word in (
        "captured",
        "seized",
        "taken",
        "overran",
        "occupied",
        "retaken",
        "recaptured",
        "reclaimed",
        "liberated",
        "annexed",
    )
} | {"overrun": "captured"}
_CAUSE_NOUN = (
    r"(?:attack|strike|airstrike|fire|wildfire|bomb|explosion|blast|crash|storm|earthquake|quake|"
    r"flood|flooding|"
    r"landslide|mudslide|accident|collision|shelling|shooting|bombing|bombardment|avalanche|cyclone|"
    r"hurricane|typhoon|tornado|raid|clashes|stampede|derailment|eruption|collapse|ambush|floods|"
    r"fires|strikes|attacks|explosions|protests|riots)s?"
)
_AT = r"(?: (?:on|at|in|off|of|near) (?:an? |the |its |their )?(?:[a-z-]+ ){0,3}[a-z-]+)"
_CAUSE = rf"(?P<cause>(?:\b[Aa]n? |\b[Tt]he |\b)(?:(?:[a-z-]+|‹[nc]\d+›) ){{0,3}}{_CAUSE_NOUN}{_AT}?)"
_EFFECT = (
    r"(?P<effect>(?:badly |severely |heavily |seriously |slightly )?(?:destroyed|damaged|"
    r"sunk|wrecked|"
    r"hit|shot down|burned down|burnt down)|beyond repair)"
)
_DEAD = r"(?:killed|dead)"
_HURT = r"(?:injured|wounded|hurt)"
_ASIDE = r"(?:,? (?:among them|including)[^,.;]{0,60}(?:,|(?= were| was| have| died)))?"
_AND_HURT = rf"(?:,? and (?P<injured>{COUNT})(?: (?:others?|more|people))?(?: {WAS})? {_HURT})?"
_COUNTED = (
    rf"(?P<killed>{COUNT})(?: (?:people|civilians|others))?{_ASIDE}(?: (?:{WAS} {_DEAD}|"
    rf"died)){_AND_HURT}"
)
_IN_PLACE = rf"(?: (?:in|at|near|on) {where('place')})?"
# Where no cause is told by a noun, the number itself is asked.
_KILLED = {"killed": "how many people were killed {date:on}?"}
_INJURED = {"injured": "how many people were injured {date:on}?"}

WAR = (
    rule(
        "control",
        rf"{who('agent')}{DONE} (?P<v>{verbs(_CONTROL)}) {where('place')}"
        rf"(?: from (?P<previous>‹[poc]\d+›))?(?:,? (?:near|close to) {where('near')})?",
        verb="change",
        words=_CONTROL,
        place=False,
    ),
    rule(
        "control",
        rf"{where('place')}{DONE} {WAS} (?P<v>{verbs(_PASSIVE)}) by {party('agent')}",
        verb="change",
        words=_PASSIVE,
        place=False,
    ),
    rule(
        "control",
        rf"{where('place')}{DONE} (?P<v>fell|fallen) to {party('agent')}",
        verb="change",
        words={"fell": "captured", "fallen": "captured"},
        place=False,
    ),
    rule(
        "strike",
        rf"{party('attacker')}{DONE} (?:struck|attacked|bombed|shelled|hit) "
        rf"(?P<target>‹[tlo]\d+›)"
        r"(?: with (?P<weapon>(?:[a-z-]+ ){0,1}(?:drones|missiles|rockets|bombs|"
        r"mortars|artillery)))?",
    ),
    rule(
        "strike",
        rf"{party('attacker')}{DONE} (?:struck|attacked|bombed|shelled|fired on) "
        rf"(?P<aim>an? {PHRASE}){_IN_PLACE}"
        r"(?: with (?P<weapon>(?:[a-z-]+ ){0,1}(?:drones|missiles|rockets|bombs|"
        r"mortars|artillery)))?",
    ),
    rule(
        "damage",
        rf"(?P<object>‹[tlo]\d+›)(?: and ‹[tlo]\d+›)? {WAS} {_EFFECT}(?: (?:in|by)"
        rf" {_CAUSE})?",
    ),
    rule("damage", rf"‹[tlo]\d+› and (?P<object>‹[tlo]\d+›) {WAS} {_EFFECT}(?: (?:in|by) {_CAUSE})?"),
    rule(
        "casualties",
        rf"{_COUNTED}[^.;“”]{{0,40}}? (?:in|by|after|during|when|as|from)"
        rf" {_CAUSE}{_IN_PLACE}",
    ),
    rule(
        "casualties",
        rf"{_CAUSE}{_IN_PLACE}(?: on ‹[tlo]\d+›)?{DONE} (?:killed|left) "
        rf"(?P<killed>{COUNT})"
        rf"(?: (?:people|dead))*{_ASIDE}(?:,? (?:and|while) (?:{_HURT}|left|"
        rf"injuring|wounding) "
        rf"(?P<injured>{COUNT}))?",
    ),
    rule(
        "casualties",
        rf"{_CAUSE}(?: (?:struck|hit|in|at|near|off|tore through|swept through)"
        rf" {where('place')})?"
        rf"[^.;“”]{{0,40}}?,? (?:killing|leaving) (?P<killed>{COUNT})(?: "
        rf"(?:people|dead))*"
        rf"(?:,? and (?:{_HURT}|injuring|wounding) (?P<injured>{COUNT}))?",
    ),
    rule("casualties", rf"(?P<injured>{COUNT}) {WAS} {_HURT} (?:in|by|after|when) {_CAUSE}{_IN_PLACE}"),
    rule(
        "event",
        _COUNTED,
        text="{killed} were killed[ and {injured} injured] {date:on}",
        ask={**_KILLED, **_INJURED},
    ),
    rule(
        "event",
        rf"(?P<injured>{COUNT}) {WAS} {_HURT}\b",
        text="{injured} were injured {date:on}",
        ask=_INJURED,
    ),
    rule(
        "event",
        rf"(?P<agent>‹[poc]\d+›|[Pp]olice|[Oo]fficers|[Aa]uthorities){DONE} "
        rf"arrested (?P<arrested>{COUNT})",
        text="{arrested} were arrested {date:on}",
        ask={"arrested": "how many people were arrested {date:on}?"},
    ),
    rule(
        "event",
        rf"(?P<agent>‹[poc]\d+›|[Pp]olice|[Oo]fficers|[Aa]uthorities){DONE} "
        rf"detained (?P<detained>{COUNT})",
        text="{detained} were detained {date:on}",
        ask={"detained": "how many people were detained {date:on}?"},
    ),
    rule(
        "event",
        rf"(?P<count>{COUNT}) {WAS} (?P<what>evacuated|arrested|detained|rescued|"
        rf"displaced)\b",
        text="{count} were {what} {date:on}",
        ask={"count": "how many people were {what} {date:on}?"},
    ),
)
