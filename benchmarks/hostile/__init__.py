"""Hindsight under attack: killed in the middle, on a full disk, with hostile files. `make hostile` runs all of it."""
