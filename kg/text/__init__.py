"""Bytes to document: decode, repair, structure, date."""
