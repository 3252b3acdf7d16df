"""From a goal in plain language to what it asks."""

from assistant.matching.goals.reader import read_goal

__all__ = ["read_goal"]
