import hashlib
import os
from pathlib import Path

import pytest

from assistant.engines.checksums import ChecksumCache
from assistant.engines.model_specs import find_spec, read_registry
from assistant.engines.store import ModelStore, Source, Verification
from assistant.errors import EngineUnavailable, NotFound
from assistant.resources import models_folder

WEIGHTS = b"weights"


def write_registry(folder: Path, sha256: str | None = None, extra: str = "") -> Path:
    file = folder / "registry.toml"
    digest = sha256 or hashlib.sha256(WEIGHTS).hexdigest()
    file.write_text(
        '[small]\npurpose = "test"\n'
        f'licence = "MIT"\ndistribution = "small-model==1.2"\nmodule = "small_model_of_ours"\n'
        f'subfolder = "data"\n{extra}[small.files]\n"sub/model.bin" = "{digest}"\n'
    )
    return file


def write_model(folder: Path, content: bytes = WEIGHTS) -> Path:
    (folder / "sub").mkdir(parents=True)
    (folder / "sub" / "model.bin").write_bytes(content)
    return folder


def test_model_is_taken_from_the_named_folder(tmp_path: Path) -> None:
    write_model(tmp_path / "models" / "small")
    found = ModelStore(write_registry(tmp_path), folder=tmp_path / "models").locate("small")
    assert (found.source, found.folder) == (Source.FOLDER, tmp_path / "models" / "small")


def test_package_is_found_without_running_its_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site" / "small_model_of_ours"
    write_model(package / "data")
    (package / "__init__.py").write_text("raise RuntimeError('this code ran')")
    monkeypatch.syspath_prepend(tmp_path / "site")
    found = ModelStore(write_registry(tmp_path)).locate("small")
    assert (found.source, found.folder) == (Source.PACKAGE, package / "data")


def test_named_folder_comes_before_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site" / "small_model_of_ours"
    write_model(package / "data")
    (package / "__init__.py").touch()
    write_model(tmp_path / "models" / "small")
    monkeypatch.syspath_prepend(tmp_path / "site")
    store = ModelStore(write_registry(tmp_path), folder=tmp_path / "models")
    assert store.locate("small").source is Source.FOLDER


def test_hugging_face_cache_is_used_when_nothing_else_has_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    revision = "0123456789abcdef0123456789abcdef01234567"
    snapshot = tmp_path / "hub" / "models--owner--small" / "snapshots" / revision
    write_model(snapshot)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))
    registry = write_registry(tmp_path, extra=f'hub = "owner/small"\nrevision = "{revision}"\n')
    found = ModelStore(registry).locate("small")
    assert (found.source, found.folder) == (Source.CACHE, snapshot)


def test_wrong_checksum_is_refused_with_both_values(tmp_path: Path) -> None:
    write_model(tmp_path / "models" / "small", b"something else")
    store = ModelStore(write_registry(tmp_path), folder=tmp_path / "models")
    with pytest.raises(EngineUnavailable) as caught:
        store.locate("small")
    assert hashlib.sha256(b"something else").hexdigest() in caught.value.message
    assert hashlib.sha256(WEIGHTS).hexdigest() in caught.value.message
    assert store.status()[0].verification is Verification.WRONG


def test_missing_model_names_the_command_that_gets_it(tmp_path: Path) -> None:
    store = ModelStore(write_registry(tmp_path))
    with pytest.raises(EngineUnavailable) as caught:
        store.locate("small")
    assert str(caught.value) == "The model small is not installed. Run: pip install small-model==1.2"
    (status,) = store.status()
    assert (status.source, status.verification, status.size_bytes) == (Source.MISSING, Verification.MISSING, 0)
    assert not store.has("small")


def test_status_says_where_how_large_and_verified(tmp_path: Path) -> None:
    folder = write_model(tmp_path / "models" / "small")
    (status,) = ModelStore(write_registry(tmp_path), folder=tmp_path / "models").status()
    assert (status.folder, status.verification, status.size_bytes, status.licence) == (
        folder,
        Verification.VERIFIED,
        len(WEIGHTS),
        "MIT",
    )


def test_unknown_name_lists_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"no model 'large'.*small"):
        ModelStore(write_registry(tmp_path)).spec("large")


def test_hugging_face_name_needs_a_full_commit() -> None:
    commit = "c9745ed1d9f207416be6d2e6f8de32d1f16199bf"
    spec = find_spec({}, f"owner/some-model@{commit}")
    assert (spec.hub, spec.revision) == ("owner/some-model", commit)
    assert spec.how_to_get == f"Run: hf download owner/some-model --revision {commit}"
    with pytest.raises(NotFound):
        find_spec({}, "owner/some-model@main")


def test_broken_registry_is_named(tmp_path: Path) -> None:
    file = tmp_path / "registry.toml"
    file.write_text("[small\n")
    with pytest.raises(EngineUnavailable, match=r"registry\.toml"):
        ModelStore(file).status()


def test_checksum_is_kept_until_the_file_changes(tmp_path: Path) -> None:
    file = tmp_path / "weights"
    file.write_bytes(b"one")
    stat = file.stat()
    kept = tmp_path / "kept.json"
    first = ChecksumCache(kept).sha256(file)
    file.write_bytes(b"two")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert ChecksumCache(kept).sha256(file) == first, "same size and time: not read again"
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1))
    assert ChecksumCache(kept).sha256(file) == hashlib.sha256(b"two").hexdigest()


def test_damaged_checksum_file_is_forgotten(tmp_path: Path) -> None:
    file = tmp_path / "weights"
    file.write_bytes(b"one")
    (tmp_path / "kept.json").write_text("{")
    assert ChecksumCache(tmp_path / "kept.json").sha256(file) == hashlib.sha256(b"one").hexdigest()


def test_every_shipped_model_has_a_card_licence_and_command() -> None:
    for spec in read_registry(models_folder() / "registry.toml").values():
        card = (models_folder() / spec.card).read_text(encoding="utf-8")
        assert spec.licence in card, spec.name
        assert spec.how_to_get.startswith("Run: pip install ")


@pytest.mark.model
def test_installed_models_are_the_published_ones(model_store: ModelStore) -> None:
    for status in model_store.status():
        if not status.optional:
            assert status.verification is Verification.VERIFIED, status
