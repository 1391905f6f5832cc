"""SPARQL over a graph, safely."""
