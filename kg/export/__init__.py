"""A graph to files of other formats."""
