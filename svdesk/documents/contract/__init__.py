"""Documents for the contract and its delivery."""
