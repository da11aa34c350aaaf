"""What differs between two PDFs."""
