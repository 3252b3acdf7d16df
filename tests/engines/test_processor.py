from pathlib import Path

import pytest

from assistant.engines.processor import Processor, _read_cpuinfo, read_processor


def test_this_machine_has_a_core() -> None:
    assert read_processor().cores >= 1
    assert read_processor().name


@pytest.mark.parametrize(
    ("features", "fast"),
    [
        ((), False),
        (("AVX2", "AVX-512 VNNI"), False),
        (("AVX-512 BF16",), True),
        (("AMX BF16",), True),
        (("BF16 (Arm)",), True),
    ],
)
def test_bfloat16_is_fast_only_with_its_instructions(features: tuple[str, ...], fast: bool) -> None:
    assert Processor("some", 2, features).has_fast_bfloat16 is fast


def test_cpuinfo_is_read_in_both_dialects(tmp_path: Path) -> None:
    file = tmp_path / "cpuinfo"
    file.write_text("processor\t: 0\nmodel name\t: Some CPU\nflags\t\t: avx2 avx512_bf16\n")
    assert _read_cpuinfo(file) == ("Some CPU", frozenset({"avx2", "avx512_bf16"}))
    file.write_text("processor\t: 0\nFeatures\t: asimd bf16\n")
    assert _read_cpuinfo(file) == ("", frozenset({"asimd", "bf16"}))
    assert _read_cpuinfo(tmp_path / "none") == ("", frozenset())
