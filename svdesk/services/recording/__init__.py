"""Records of decisions: who decided what, when and why, written once."""
