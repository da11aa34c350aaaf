"""What documents are made of, and what they all share."""
