"""What a policy pack holds, as frozen values."""
