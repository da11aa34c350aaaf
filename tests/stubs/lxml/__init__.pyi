"""What SVDesk uses of lxml, which ships without types."""
