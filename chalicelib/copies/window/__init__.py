"""The hospital's counter: its till, and applications of whoever walks in."""
