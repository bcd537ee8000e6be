"""Hållbar: an accessible website out of Markdown, one folder a capability. See ARCHITECTURE.md.

frame         says where a thing stands on a page; every other folder says what it is
consent       the gate before whatever stores or fetches, the settings page, the record
readaloud     sentences of a page -> recordings -> one MP3 and its cues -> the player
feedback      the form, and the service that keeps the answers
translations  what language each part of a page truly is in
elements      tables, footnotes and boxes, finished for those who do not see the page
checks        rules at each build, engines in a browser
publishing    from a built site to what visitors see
new           the site that `hallbar new` begins
"""

__version__ = "0.2.0"
