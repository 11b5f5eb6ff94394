"""My data: a copy of all of it, and an end to it. Gathers what every room holds about an account."""
