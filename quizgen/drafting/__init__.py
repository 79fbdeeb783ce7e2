"""Drafting: an article in, a digest for an editor out. No network, no model, nothing invented."""
