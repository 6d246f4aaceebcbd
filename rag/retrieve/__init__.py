"""From a question to the evidence sentences that may answer it."""
