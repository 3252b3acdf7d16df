"""Which models exist: `models/registry.toml` as values."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from assistant.errors import EngineUnavailable, NotFound

_HUB_NAME = re.compile(r"(?P<repo>[\w.-]+/[\w.-]+)@(?P<revision>[0-9a-f]{40})")


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """One model of the registry.

    Args:
        name: What the settings and `rapport doctor` call it.
        files: SHA-256 by path inside the model's folder; empty where none is published.
        module: Import name of the package that carries it; empty where no package does.
        hub: Hugging Face repository; empty where it is not taken from there.
    """

    name: str
    purpose: str
    licence: str
    card: str = ""
    files: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    distribution: str = ""
    module: str = ""
    subfolder: str = ""
    hub: str = ""
    revision: str = ""
    optional: bool = False

    @property
    def pinned_revision(self) -> str:
        """What tells these weights from others: the commit, else the checksum of the first file, else the version."""
        return (
            self.revision or next(iter(self.files.values()), "") or self.distribution.rpartition("==")[2] or "unknown"
        )

    @property
    def how_to_get(self) -> str:
        """Name the command that installs the model."""
        if self.distribution:
            return f"Run: pip install {self.distribution}"
        return f"Run: hf download {self.hub} --revision {self.revision}"


def read_registry(file: Path) -> dict[str, ModelSpec]:
    """Read every model of a registry file, in its order.

    Raises:
        EngineUnavailable: The file is missing or is not what it should be.
    """
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
        return {name: ModelSpec(name=name, **table) for name, table in tables.items()}
    except (OSError, tomllib.TOMLDecodeError, TypeError) as error:
        raise EngineUnavailable(
            f"The model registry {file} cannot be read: {error}.", "Install Rapport again."
        ) from error


def find_spec(registry: Mapping[str, ModelSpec], name: str) -> ModelSpec:
    """Find a model of the registry, or take `owner/name@<40 hex digits>` as a Hugging Face model at that commit.

    Raises:
        NotFound: The name is neither.
    """
    if name in registry:
        return registry[name]
    match = _HUB_NAME.fullmatch(name)
    if match is None:
        known = ", ".join(registry)
        raise NotFound(f"There is no model {name!r}.", f"Use one of {known}, or owner/name@commit from Hugging Face.")
    return ModelSpec(
        name=name,
        purpose="named in the settings",
        licence="see its model card",
        hub=match["repo"],
        revision=match["revision"],
    )
