"""Finds model files on this machine and refuses those that are not the ones that were published.

Looked for in this order: the folder named in the settings, the installed package, the Hugging Face cache and, only
where downloads are allowed, the Hugging Face hub at the pinned revision. Nothing is downloaded by default.
"""

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from assistant.engines.checksums import ChecksumCache
from assistant.engines.model_specs import ModelSpec, find_spec, read_registry
from assistant.errors import EngineUnavailable


class Source(StrEnum):
    """Where a model was found."""

    FOLDER = "folder"
    PACKAGE = "package"
    CACHE = "hugging face cache"
    HUB = "hugging face hub"
    MISSING = "missing"


class Verification(StrEnum):
    """What the checksums say."""

    VERIFIED = "verified"
    NOT_PINNED = "not pinned"
    WRONG = "wrong checksum"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class LocatedModel:
    """A model on this machine, its files checked."""

    spec: ModelSpec
    folder: Path
    source: Source


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """One line of `rapport doctor`.

    Args:
        size_bytes: Of the files that are read; 0 when missing.
        problem: What is wrong and the command that mends it; empty when nothing is.
    """

    name: str
    purpose: str
    source: Source
    folder: Path | None
    verification: Verification
    licence: str
    size_bytes: int = 0
    optional: bool = False
    problem: str = ""


class ModelStore:
    """The models of one registry, as they are found on this machine.

    Args:
        registry_file: `models/registry.toml`.
        folder: The folder named in the settings; a model lies in a subfolder of its name.
        checksums_file: Where computed checksums are kept between starts; None keeps them for this process.
        allow_downloads: Whether a missing model may be taken from the Hugging Face hub.
    """

    def __init__(
        self,
        registry_file: Path,
        *,
        folder: Path | None = None,
        checksums_file: Path | None = None,
        allow_downloads: bool = False,
    ) -> None:
        self._registry_file = registry_file
        self._folder = folder
        self._checksums = ChecksumCache(checksums_file)
        self._allow_downloads = allow_downloads
        self._specs: dict[str, ModelSpec] | None = None

    def spec(self, name: str) -> ModelSpec:
        """Describe a model, whether it is installed or not.

        Raises:
            NotFound: No such model.
        """
        return find_spec(self._registry(), name)

    def has(self, name: str) -> bool:
        """Whether the model's files are here; nothing is read or downloaded."""
        return self._find(self.spec(name)) is not None

    def locate(self, name: str) -> LocatedModel:
        """Find a model and check its files.

        Raises:
            NotFound: No such model.
            EngineUnavailable: It is not installed, or a file is not the one that was published.
        """
        spec = self.spec(name)
        found = self._find(spec)
        if found is None and self._allow_downloads and spec.hub:
            found = LocatedModel(spec, _download(spec), Source.HUB)
        if found is None:
            raise EngineUnavailable(f"The model {name} is not installed.", spec.how_to_get)
        self._check(found)
        return found

    def status(self) -> list[ModelStatus]:
        """Report on every model of the registry, in its order; never downloads, never raises for a single model."""
        return [self._status(spec) for spec in self._registry().values()]

    def _registry(self) -> dict[str, ModelSpec]:
        if self._specs is None:
            self._specs = read_registry(self._registry_file)
        return self._specs

    def _find(self, spec: ModelSpec) -> LocatedModel | None:
        places: tuple[tuple[Source, Callable[[ModelSpec], Path | None]], ...] = (
            (Source.FOLDER, self._in_folder),
            (Source.PACKAGE, _in_package),
            (Source.CACHE, _in_cache),
        )
        for source, look in places:
            folder = look(spec)
            if folder is not None and _is_complete(spec, folder):
                return LocatedModel(spec, folder, source)
        return None

    def _in_folder(self, spec: ModelSpec) -> Path | None:
        return None if self._folder is None else self._folder / spec.name

    def _check(self, model: LocatedModel) -> None:
        for path, published in model.spec.files.items():
            found = self._checksums.sha256(model.folder / path)
            if found != published:
                raise EngineUnavailable(
                    f"{model.folder / path} is not the published file of {model.spec.name}: "
                    f"its SHA-256 is {found}, not {published}.",
                    f"Delete it. {model.spec.how_to_get}" + (" --force-reinstall" if model.spec.distribution else ""),
                )

    def _status(self, spec: ModelSpec) -> ModelStatus:
        found = self._find(spec)
        verification, problem = self._verify(spec, found)
        return ModelStatus(
            name=spec.name,
            purpose=spec.purpose,
            source=found.source if found else Source.MISSING,
            folder=found.folder if found else None,
            verification=verification,
            licence=spec.licence,
            size_bytes=_size(found) if found else 0,
            optional=spec.optional,
            problem=problem,
        )

    def _verify(self, spec: ModelSpec, found: LocatedModel | None) -> tuple[Verification, str]:
        if found is None:
            return Verification.MISSING, spec.how_to_get
        if not spec.files:
            return Verification.NOT_PINNED, ""
        try:
            self._check(found)
        except (EngineUnavailable, OSError) as error:
            return Verification.WRONG, str(error)
        return Verification.VERIFIED, ""


def _in_package(spec: ModelSpec) -> Path | None:
    """Find the package's folder without running its code."""
    if not spec.module:
        return None
    module = importlib.util.find_spec(spec.module)
    locations = list(module.submodule_search_locations or ()) if module else []
    return Path(locations[0]) / spec.subfolder if locations else None


def _in_cache(spec: ModelSpec) -> Path | None:
    if not spec.hub:
        return None
    from huggingface_hub import try_to_load_from_cache

    first = next(iter(spec.files), "config.json")
    found = try_to_load_from_cache(spec.hub, first, revision=spec.revision)
    return Path(found).parents[first.count("/")] if isinstance(found, str) else None


def _download(spec: ModelSpec) -> Path:
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(spec.hub, revision=spec.revision, allow_patterns=list(spec.files) or None))
    except Exception as error:  # whatever the network or the hub does, the person needs the same next step
        raise EngineUnavailable(
            f"The model {spec.name} could not be downloaded from Hugging Face ({type(error).__name__}).",
            spec.how_to_get,
        ) from error


def _is_complete(spec: ModelSpec, folder: Path) -> bool:
    return folder.is_dir() and all((folder / path).is_file() for path in spec.files)


def _size(model: LocatedModel) -> int:
    paths = [model.folder / path for path in model.spec.files]
    return sum(file.stat().st_size for file in paths or model.folder.rglob("*") if file.is_file())
