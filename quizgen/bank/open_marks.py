"""How an open point is marked, and what is only nearly written so; see `quizgen.bank.open_points`."""

from __future__ import annotations

SIGN = "# open:"
BREAK = r"\r\n|[\n\r\x85\u2028\u2029]"
_SLIPS = "opne|oepn|poen|opn|oen|ope|opem|oprn|oopen|oppen|opeen|openn|opens"
# After the "#": a word and a colon; the word and another sign that no sentence begins with; the word
# alone. A comma, or a hyphen without blanks, is that of a sentence: “# open, as the paper has it”.
MARK = (rf"(?:(?i:open|todo|fixme|tbd|{_SLIPS})[ \t]*:"
        rf"|(?i:open|{_SLIPS})[ \t]*(?:\.{{3}}|[;?!…–—=>|(\[]"
        rf"|(?:\.|-+>|(?<=[ \t])-+)(?=[ \t]|{BREAK}|\Z))"
        rf"|(?i:open)(?=[ \t]*(?:{BREAK}|\Z))|(?:TODO|FIXME|TBD|XXX)\b:?)")
