"""Read-aloud: the audio of every page, made when the site is built."""
