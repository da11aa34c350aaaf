"""Documents as content: composed from a project, before they are pages.

Composers are pure functions from project, assessment and policy pack to blocks; the renderers turn
the same blocks into every format.
"""
