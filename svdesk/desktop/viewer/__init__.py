"""The pages of a PDF on the screen and on paper. It knows no project."""
