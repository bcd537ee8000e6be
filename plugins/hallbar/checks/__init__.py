"""Checks: rules at every build, and engines and journeys in a real browser."""
