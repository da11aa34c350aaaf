"""Documents for the authority's own record."""
