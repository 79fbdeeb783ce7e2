"""Reports: what editors read of a bank, in the terminal and as a page."""
