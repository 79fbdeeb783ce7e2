"""Grading: a typed answer, or the letters of a choice, against an item's key."""
