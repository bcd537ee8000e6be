"""Hållbar: one folder a capability; `overrides/` says where a thing stands, the folder says what it is.

words         words.toml -> words in one language
capability    a capability's folder -> the site: files, templates, words, pages, the manifest
settings      mkdocs.yml as data, for commands without a build
site_dir      the folder that a site is built into: never one that holds what is not ours
states        what a reader can make of a page, told by whoever owns it, for the checks in a browser
cli, serve    the tools of editors and operators; the site on one's own machine

consent       the gate before whatever stores or fetches, the settings page, the record
readaloud     sentences of a page -> recordings -> one MP3 and its cues -> the player
feedback      the form, and the service that keeps the answers
translations  what language each part of a page truly is in
elements      tables, footnotes and boxes, finished for those who do not see the page
checks        rules at each build, engines in a browser
publishing    from a built site to what visitors see

Who may import what: plugin.py its own folder, `capability` and MkDocs; config.py `mkdocs.config`; every other
module only its own folder, `words`, `states`, `settings` and the libraries it exists for. No capability
imports another. import-linter keeps it so (pyproject.toml).
"""

__version__ = "0.2.0"
