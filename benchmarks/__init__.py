"""Speeds as ratios: each of ours beside the same work without our code, in the same run, from the same number of processes."""
