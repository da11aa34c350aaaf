"""What a person can do with SVDesk; the window and the command line call the same functions."""
