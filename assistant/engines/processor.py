"""What this machine's processor can do, read without importing any engine."""

import functools
import os
import platform
import sys
from dataclasses import dataclass
from pathlib import Path

_FLAGS = {
    "avx2": "AVX2",
    "avx512f": "AVX-512",
    "avx512_vnni": "AVX-512 VNNI",
    "avx_vnni": "AVX VNNI",
    "avx512_bf16": "AVX-512 BF16",
    "amx_bf16": "AMX BF16",
    "bf16": "BF16 (Arm)",
    "i8mm": "I8MM (Arm)",
}


@dataclass(frozen=True, slots=True)
class Processor:
    """The processor, as the choice of an engine needs it.

    Args:
        name: As the maker calls it.
        cores: Those that this process may use.
        features: The ones of `_FLAGS` that it has.
    """

    name: str
    cores: int
    features: tuple[str, ...]

    @property
    def has_fast_bfloat16(self) -> bool:
        """Whether bfloat16 products are computed by the processor; elsewhere they are slower than float32."""
        return any(feature.endswith(("BF16", "BF16 (Arm)")) for feature in self.features)


@functools.cache
def read_processor() -> Processor:
    """Describe the processor; a system that tells nothing about it gives no features."""
    name, flags = _read_cpuinfo(Path("/proc/cpuinfo")) if sys.platform == "linux" else ("", frozenset[str]())
    return Processor(
        name=name or platform.processor() or platform.machine() or "unknown",
        cores=_count_cores(),
        features=tuple(label for flag, label in _FLAGS.items() if flag in flags),
    )


def _read_cpuinfo(file: Path) -> tuple[str, frozenset[str]]:
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return "", frozenset()
    pairs = [(key.strip().lower(), value.strip()) for key, _, value in (line.partition(":") for line in lines)]
    name = next((value for key, value in pairs if key == "model name"), "")
    flags = next((value for key, value in pairs if key in ("flags", "features")), "")
    return name, frozenset(flags.split())


def _count_cores() -> int:
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1
