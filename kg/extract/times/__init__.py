"""Time phrases: found, put together, and placed on the calendar."""

from kg.extract.times.reader import TimeReader

__all__ = ["TimeReader"]
