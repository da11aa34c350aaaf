"""A project file beside the project of its id that is here: what differs, and what is kept of it."""
