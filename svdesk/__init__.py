"""SVDesk: a guided desk for social value across the commissioning cycle.

The packages form layers that only point down; ``docs/architecture.md`` draws them and
``tests/test_architecture.py`` enforces them.
"""

__version__ = "0.1.0"
