"""A graph to an interactive HTML page."""
