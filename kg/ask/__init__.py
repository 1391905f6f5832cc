"""Questions in words, answered from a graph without a language model: words → logical form → SPARQL → evidence."""
