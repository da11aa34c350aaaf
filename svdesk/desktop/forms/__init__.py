"""Forms: fields bound to a project, lists of items, and the undo command behind each edit."""
