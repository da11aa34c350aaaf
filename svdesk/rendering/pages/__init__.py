"""Finished PDFs read back: their pages as pictures, their links, their text."""
