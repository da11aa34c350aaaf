"""Renderers: the only place that knows reportlab, pikepdf and pypdfium2."""
