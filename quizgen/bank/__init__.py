"""The bank: what a deck's files may say, reading them, and what must hold between their parts."""
