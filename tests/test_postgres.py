"""The PostgreSQL fixtures themselves: a real server, and databases that do not see each other."""

from collections.abc import Callable

from sqlalchemy import create_engine, text


def test_url_reaches_a_real_postgresql_server(postgres_url: str) -> None:
    """The URL names the driver we support and a server that says what it is."""
    assert postgres_url.startswith("postgresql+psycopg://")
    engine = create_engine(postgres_url)
    with engine.connect() as connection:
        assert str(connection.scalar(text("SELECT version()"))).startswith("PostgreSQL ")
    engine.dispose()


def test_each_database_is_fresh_and_its_own(new_postgres_url: Callable[[], str]) -> None:
    """A table made in one database is not in the next."""
    urls = (new_postgres_url(), new_postgres_url())
    engines = [create_engine(url) for url in urls]
    with engines[0].begin() as connection:
        connection.execute(text("CREATE TABLE somewhere (id integer)"))
    counts = []
    for engine in engines:
        with engine.connect() as connection:
            found = connection.scalar(text("SELECT count(*) FROM pg_tables WHERE tablename = 'somewhere'"))
        counts.append(found)
        engine.dispose()
    assert counts == [1, 0]
