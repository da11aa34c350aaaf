"""What is kept and for how long: the record of decisions, deleting, the bin, the authority's own rule."""
