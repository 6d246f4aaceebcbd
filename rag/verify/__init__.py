"""Claims checked against the sentences they cite."""
