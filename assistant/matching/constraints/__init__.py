"""Constraints: held against mentors, and as chips."""

from assistant.matching.constraints.checks import check
from assistant.matching.constraints.chips import constraint_choices, constraint_label, parse_chip, value_label

__all__ = ["check", "constraint_choices", "constraint_label", "parse_chip", "value_label"]
