"""Law, policy and practice: dated, cited data, and the small mechanism that reads it.

No figure, date or legal wording lives in this package; they live in the policy pack under
``resources/policy``.
"""
