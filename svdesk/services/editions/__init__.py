"""Editions of policy packs: working under one, comparing two, beginning a new pack."""
