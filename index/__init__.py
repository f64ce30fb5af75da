"""Index: which passages match, in which order, and how many of each kind? One seam for every engine."""
