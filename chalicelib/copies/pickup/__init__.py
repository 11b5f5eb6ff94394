"""Handing copies over at a pick-up place: when there is room for it, and by which code."""
