"""The service desk: chat inside the mini program, with staff who talk to several patients at once."""
