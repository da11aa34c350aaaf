"""Documents for bidders."""
