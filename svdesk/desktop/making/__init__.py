"""Making documents: what to make, in which formats and look, how it went, what was issued."""
