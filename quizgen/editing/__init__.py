"""An author's walk through a deck's open points: `quizgen edit`.

`desk` reads the files and judges a change by the bank, `rewrite` makes the change in a file's text,
`choices` and `evidence_view` say what may stand in a place and what supports it, `session` is the
walk as a pure step, `screen` and `plain` show it. Only the command writes.
"""
