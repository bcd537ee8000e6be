"""Checks in a real browser, through Playwright."""
