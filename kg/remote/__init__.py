"""Graphs on other servers: any that speaks the SPARQL 1.1 protocols."""
