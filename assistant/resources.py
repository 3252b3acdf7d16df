"""Where the files that ship with Rapport lie: the model registry, the model cards and the demo data.

An installed wheel carries them inside the package (`assistant/_shipped/`); a checkout has them as its top folders.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def models_folder() -> Path:
    """Find the folder with `registry.toml`, the model cards and our own weights.

    Returns:
        An existing folder.

    Raises:
        FileNotFoundError: The installation is incomplete.
    """
    return _folder("models")


def data_folder() -> Path:
    """Find the folder with the demo programme.

    Returns:
        An existing folder.

    Raises:
        FileNotFoundError: The installation is incomplete.
    """
    return _folder("data")


def _folder(name: str) -> Path:
    candidates = (_PACKAGE / "_shipped" / name, _PACKAGE.parent / name)
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(
        f"Rapport's {name} folder is in neither {candidates[0]} nor {candidates[1]}: install it again"
    )
