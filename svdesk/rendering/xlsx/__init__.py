"""Forms as Excel workbooks, from the same blocks as the other formats."""
