"""Consent: nothing is stored and nothing gated is fetched before a choice (LEK 2022:482 9:28)."""
