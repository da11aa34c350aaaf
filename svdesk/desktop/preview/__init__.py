"""The document beside the step, made again as somebody types."""
