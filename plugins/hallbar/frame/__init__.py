"""The frame of every page: header, navigation, footer, 404. A theme between the site's own and Material."""
