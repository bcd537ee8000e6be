"""Translations: the actual language of each part of a page, and the page in other languages."""
