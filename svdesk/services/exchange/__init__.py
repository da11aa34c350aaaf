"""Projects and case files as files: written, and read strictly."""
