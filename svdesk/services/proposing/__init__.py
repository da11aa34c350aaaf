"""Drafting a project from the contract's facts, for a person to decide."""
