"""Files on the disk: read in bounds, written whole, and their errors in plain words."""
