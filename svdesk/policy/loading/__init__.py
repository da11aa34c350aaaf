"""Reading, proving, laying over and comparing policy packs."""
