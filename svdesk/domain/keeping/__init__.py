"""What is kept of a project and for how long: the chain of its records, the bin, the years."""
