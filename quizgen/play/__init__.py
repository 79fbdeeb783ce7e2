"""The console quiz: a session as a pure step function, and two ways to show it."""
