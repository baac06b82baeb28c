"""``python -m twingraph``."""

from twingraph.cli import main

main(prog_name="twingraph")
