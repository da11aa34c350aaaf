"""The processes that make documents for the window, and the temporary folders they use."""
