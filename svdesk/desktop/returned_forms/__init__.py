"""The window of returned forms: read, listed, reported on, compared and saved."""
