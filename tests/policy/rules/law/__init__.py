"""What the law says of contracts, written from the statutes and shared with no data file."""
