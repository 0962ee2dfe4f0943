"""The head of a text: masthead, number, title, subtitle, speaker, salutation."""
