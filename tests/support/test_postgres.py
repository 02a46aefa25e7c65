"""The throw-away PostgreSQL is real, gives each test its own database, and leaves nothing behind."""

import psycopg
import pytest
import sqlalchemy

from tests.support import postgres

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def server():
    with postgres.server() as running:
        yield running


def ask(url: str, question: str) -> object:
    engine = sqlalchemy.create_engine(url)
    try:
        with engine.begin() as connection:
            result = connection.execute(sqlalchemy.text(question))
            return result.scalar() if result.returns_rows else None
    finally:
        engine.dispose()


def test_a_database_is_a_copy_of_its_template_and_changes_apart(server):
    with server.database() as first:
        ask(first, "CREATE TABLE letter AS SELECT 1 AS number")
        with server.database(template=first.rpartition("/")[2]) as second:
            ask(second, "INSERT INTO letter VALUES (2)")
            assert ask(second, "SELECT count(*) FROM letter") == 2
        assert ask(first, "SELECT count(*) FROM letter") == 1


def test_a_database_goes_with_its_test_even_when_somebody_is_still_connected(server):
    with server.database() as url:
        name = url.rpartition("/")[2]
        left_open = psycopg.connect(url.replace("+psycopg", ""))
    left_open.close()
    assert ask(f"{server.url}/postgres", f"SELECT count(*) FROM pg_database WHERE datname = '{name}'") == 0


def test_letters_of_every_script_have_their_case(server):
    assert ask(f"{server.url}/postgres", "SELECT upper('éłж')") == "ÉŁЖ"


def test_the_search_has_its_extensions(server):
    with server.database() as url:
        ask(url, "CREATE EXTENSION pg_trgm")
        ask(url, "CREATE EXTENSION unaccent")


def test_the_server_stops():
    with postgres.server() as running:
        pass
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(host="127.0.0.1", port=running.port, user="postgres", connect_timeout=5)
