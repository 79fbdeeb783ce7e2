"""An author's walk through a deck's open points: `quizgen edit`.

`desk` reads the files and judges a change by the bank, `rewrite` makes the change in a file's text,
`choices` and `evidence_view` say what may stand in a place and what supports it, `session` is the
walk as a pure step, `screen` and `plain` show it. What takes several answers is a `form`: `fact_form`,
`rekind` and `question_form` say what is asked, `fill` walks through it, `insert` puts it into the text.
Only the command writes.
"""
