"""From the HTML of an article to the sentences that a voice is given."""
