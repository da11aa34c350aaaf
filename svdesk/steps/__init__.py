"""The wizard's steps, declared once each: what they hold and what they find wrong.

A step knows nothing of the other steps, nor of Qt. ``STEPS`` in ``svdesk.steps.order`` is their
order; the window, the task list and the tests all read it.
"""
