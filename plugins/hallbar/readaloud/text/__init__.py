"""The text of a page: from the HTML of its article to the sentences that a voice is given."""
