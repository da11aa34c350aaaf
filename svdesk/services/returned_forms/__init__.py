"""Reading forms that came back from bidders and suppliers."""
