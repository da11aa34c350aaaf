"""Documents made, saved and written down as issued."""
