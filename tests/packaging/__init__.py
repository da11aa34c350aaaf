"""What is shipped, and the set-up that a new person meets."""
