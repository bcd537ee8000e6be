"""Checks: what an editor hears at every build, and what engines find in a real browser."""
