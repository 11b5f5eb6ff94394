"""How copies are made, as the store room and the copy desk call it."""
