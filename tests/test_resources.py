from assistant.resources import data_folder, models_folder


def test_shipped_folders_are_found() -> None:
    assert (models_folder() / "registry.toml").is_file()
    assert (data_folder() / "demo").is_dir()
