"""Setting and filling pages. It knows no block."""
