"""From a goal to mentors: passages, indexes, constraints read out of the text, ranking and reasons."""
