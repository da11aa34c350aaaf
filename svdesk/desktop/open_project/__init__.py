"""The open project as the window holds it: its steps, its session and its saving."""
