"""The documentation of the ontology: pages, diagrams, and files for programs."""
