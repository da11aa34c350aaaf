"""The PDF file itself: its objects, its structure tree, what it says of itself."""
