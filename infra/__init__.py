"""What Chalice does not make, how it is packaged and deployed, and the engineers' commands. Never shipped."""
