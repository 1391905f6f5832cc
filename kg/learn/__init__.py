"""A small statistical model trained on our own marked reports."""
