"""How documents look and what their text may hold: shared by every format."""
