"""Gold questions, metrics, reports and benchmarks."""
