"""Mentions to entities: one per thing in the world."""
