"""Test the measurements: small runs of the benchmarks, and the worked examples of the docs."""
