"""Releases: what a deck gives to learners, what changed since, and what that means for them."""
