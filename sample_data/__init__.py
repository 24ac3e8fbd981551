"""The sample log: one made-up year of one made-up lifter, written as four apps would have exported it.

`python -m sample_data` writes the files again; README.md says what each of them shows.
"""
