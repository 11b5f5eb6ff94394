"""Changing the reserved phone from afar: the identity card and a photograph with it in hand, looked at by staff, carried to the HIS."""
