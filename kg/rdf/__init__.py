"""A reading to an RDF dataset with evidence."""
