"""The policy pack in the window: reader, editions, CPV vocabulary, what a weight buys."""
