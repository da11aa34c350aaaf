"""What a person can have done with projects, each a plain function of a :class:`~.backend.Backend`.

These modules are loaded before the window is painted. So each function imports what it works with when
it is called, on the thread that calls it.
"""
