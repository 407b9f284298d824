"""Benchmarks: commands that measure; no test asserts a time."""
