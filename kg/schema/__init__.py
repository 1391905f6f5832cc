"""The ontology as the program: Turtle to an in-memory schema."""
