"""The hospital's own pages: campuses, departments, doctors and prices as the HIS has them, and which functions are on."""
