"""Carriers behind one interface: SF by its own API, any other by hand."""
