"""Measurements of Hindsight, for whoever works on it: each prints a table and ends with one line of figures."""
