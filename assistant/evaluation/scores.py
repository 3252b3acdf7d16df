"""What a task gives."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scores:
    """Metrics by name and, where the items are few, 95 % bootstrap intervals over them; `notes` say what else."""

    metrics: dict[str, float]
    intervals: dict[str, tuple[float, float]]
    notes: tuple[str, ...] = ()
