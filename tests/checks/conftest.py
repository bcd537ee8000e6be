"""Fixtures of the tests of the checks."""

from rounds import share

__all__ = ["share"]
