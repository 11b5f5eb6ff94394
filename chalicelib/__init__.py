"""杏林: a hospital's patient service inside WeChat."""

import gc

# Imports make many objects that stay: collecting among them every 700 would cost a fifth of a cold start.
gc.set_threshold(100_000, 20, 20)
