"""A new site: all that one needs, in two languages, ready to be built and to be changed."""
