"""Hållbar: accessible websites from Markdown, one folder for each capability. See ARCHITECTURE.md.

frame         the templates that place every capability on a page
consent       the gate before anything that stores or fetches, the settings page, the consent record
readaloud     sentences of a page -> clips -> the page audio (one MP3 and its cues) -> the player
feedback      the form, and the service that stores the answers
translations  the actual language of each part of a page, language switch, alternates
elements      tables, footnotes and boxes, made accessible
search        an index for each language, the field and its results, all pages from A to Ö
checks        rules at each build, engines and journeys in a browser
publishing    releases: verify a built site, make it current, roll back
new           the files of a new site
"""

__version__ = "0.6.0"
