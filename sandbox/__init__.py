"""The world around the back end on one machine. Never shipped."""
