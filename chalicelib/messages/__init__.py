"""What patients are told, on which grant, by which channel, and what came of it."""
