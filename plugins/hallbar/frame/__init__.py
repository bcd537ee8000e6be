"""The frame of every page: templates between the site's own and Material's."""
