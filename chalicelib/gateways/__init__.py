"""One folder an outside party: the only files that know it."""
