"""Numbers that count or measure something, and what they count."""

from kg.extract.quantities.reader import QuantityReader

__all__ = ["QuantityReader"]
