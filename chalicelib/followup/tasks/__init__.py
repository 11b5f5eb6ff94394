"""What people do: lists by group, claims, calls, results."""
