"""From sentences to the audio of a page: clips, their cache, MP3 and cues."""
