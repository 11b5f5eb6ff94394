"""What an engineer or an administrator does from a terminal, each act with a name and a reason in the audit log."""
