"""What every part of the window is made of: look, cards, dialogs, tables, loaded forms."""
