"""Feedback: the form at the end of a page, and the service that stores the answers."""
