"""Plans: whom they enrol, what they do on which day, and what ends them."""
