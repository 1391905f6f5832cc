"""Document and schema to mentions, quantities, times, acts, relations."""
