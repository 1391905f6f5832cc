"""A knowledge graph builder for Chinese government reports: every fact with the sentence it came from."""

from __future__ import annotations
