"""Statistics: what happened, counted as it is told; read by month without a search, each figure with what it is a part of."""
