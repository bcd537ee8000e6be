"""Consent: before a choice nothing is stored, and nothing behind a gate is fetched (LEK 2022:482 9:28)."""
