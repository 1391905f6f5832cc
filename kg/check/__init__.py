"""A graph against the SHACL shapes."""
