"""The audio of a page: clips and their cache, the MP3, its cues, and their publication with the site."""
