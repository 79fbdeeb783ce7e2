"""Paper: what a quiz's forms look like when they are printed, for every format that prints."""
