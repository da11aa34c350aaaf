"""Work off the window's thread, and its results handed back on it."""
