"""Guidance beside the law: relevance, proportion, burden, what a weight buys."""
