"""Graphs against gold files: how much of what a careful reader takes from a report the software finds."""
