"""Where an Office file says what it was made from."""

ORIGIN_PROPERTY = "SVDesk origin"
"""The custom document property of a Word or Excel file that holds its origin line."""
