"""`python -m quizgen`."""

from quizgen.cli import run

if __name__ == "__main__":
    run()
