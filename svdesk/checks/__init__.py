"""The pack linter: what a head of procurement would strike out, found before the market does.

Words, lists, limits and sources are the policy pack's (``[[check]]`` and ``[[word_list]]``); the
modules here are the mechanism. :func:`svdesk.checks.lint.lint` puts them together.
"""
