"""What a project file brings: kept as a project of its own, or compared with the one that is here."""
