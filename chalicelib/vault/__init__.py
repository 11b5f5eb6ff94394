"""ID scans and other papers: put into an inbox, checked, sealed under a key of their own, looked at under audit, destroyed."""
