"""A new site: a complete site in two languages, ready to build and to change."""
