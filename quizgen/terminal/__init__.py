"""A terminal as both `play` and `edit` use it: keys and lines in, text that is harmless out.

Knows nothing of questions or decks. `keyboard` and `pipe` give `events`, `line` is a line under edit;
`layout` and `foot` are what rich shows, `harmless` and `ascii_forms` what may be shown at all.
"""
