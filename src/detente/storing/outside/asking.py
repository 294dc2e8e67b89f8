"""What other people's data sets have on a pair: counted and listed apart from everything that was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from detente.model.outside import Background, Fact
from detente.storing.outside.shelf import has_tables

if TYPE_CHECKING:
    import duckdb

EVENT_COLUMNS: tuple[tuple[str, str], ...] = (
    *((name, "VARCHAR") for name in ("dataset", "id")),
    *((name, "DATE") for name in ("day", "last_day")),
    *((name, "VARCHAR") for name in ("source", "source_code", "source_name", "source_role")),
    *((name, "VARCHAR") for name in ("target", "target_code", "target_name", "target_role")),
    *((name, "VARCHAR") for name in ("code", "plover", "mode", "label", "contexts")),
    ("quad", "INTEGER"), ("scheme", "VARCHAR"), ("score", "DOUBLE"), ("scale", "VARCHAR"),
    *((name, "INTEGER") for name in ("mentions", "articles", "deaths")),
    *((name, "VARCHAR") for name in ("place", "place_country")),
    *((name, "DOUBLE") for name in ("latitude", "longitude")),
    *((name, "VARCHAR") for name in ("url", "publisher")), ("published", "DATE"),
)  # fmt: skip
"""Columns of imported events as listed and given on; source and target are ISO codes parted by ``|``."""
FACT_COLUMNS: tuple[tuple[str, str], ...] = (
    *((name, "VARCHAR") for name in ("sort", "dataset", "a", "b")), ("directed", "BOOLEAN"),
    ("start", "DATE"), ("end", "DATE"), ("item", "VARCHAR"), ("number", "DOUBLE"), ("text", "VARCHAR"),
)  # fmt: skip
MONTH_COLUMNS = (
    ("dataset", "VARCHAR"), ("month", "DATE"), ("rows", "INTEGER"), ("scale", "VARCHAR"), ("mean", "DOUBLE"),
)  # fmt: skip
_CAMEO = "regexp_full_match(coalesce(code, ''), '(0[1-9]|1[0-9]|20)[0-9]{0,2}')"
_PAIR = """
    ((list_contains(source, $a) AND list_contains(target, $b)) OR
     (list_contains(source, $b) AND list_contains(target, $a)))
    AND last_day >= $start AND day < $end
"""


def background(
    connection: duckdb.DuckDBPyConnection, a: str, b: str, start: date | None, end: date | None
) -> tuple[Background, ...]:
    """Tell what each data set has on a pair, in both directions, in ``[start, end)``."""
    if not has_tables(connection):
        return ()
    found = connection.execute(
        f"""
        SELECT dataset, count(*), min(day), max(last_day), scheme, scale, avg(score),
               list(quad) FILTER (quad IS NOT NULL)
        FROM outside_events WHERE {_PAIR} GROUP BY dataset, scheme, scale ORDER BY dataset, scheme, scale
        """,
        _span(a, b, start, end),
    ).fetchall()
    return tuple(
        Background(
            dataset=dataset, rows=rows, first=first, last=last, scheme=scheme if quads else None,
            quads=tuple((quad, quads.count(quad)) for quad in sorted(set(quads or ()))),
            scale=scale, mean=mean,
        )
        for dataset, rows, first, last, scheme, scale, mean, quads in found
    )  # fmt: skip


def types(
    connection: duckdb.DuckDBPyConnection, a: str, b: str, start: date | None, end: date | None
) -> Sequence[tuple[str, str, str, int]]:
    """Give (data set, whose type, type, rows) of a pair: PLOVER's, else CAMEO's root, else its own."""
    if not has_tables(connection):
        return ()
    return connection.execute(
        f"""
        SELECT dataset,
               CASE WHEN plover IS NOT NULL THEN 'plover' WHEN {_CAMEO} THEN 'cameo' ELSE 'own' END
                   AS ontology,
               CASE ontology WHEN 'plover' THEN plover WHEN 'cameo' THEN code[1:2]
                    ELSE coalesce(label, code, '') END AS type,
               count(*)
        FROM outside_events WHERE {_PAIR} GROUP BY ALL ORDER BY dataset, ontology, type
        """,
        _span(a, b, start, end),
    ).fetchall()


def months(
    connection: duckdb.DuckDBPyConnection, a: str, b: str, start: date | None, end: date | None
) -> Sequence[tuple[Any, ...]]:
    """Give the rows of a pair by month, in the columns of `MONTH_COLUMNS`."""
    if not has_tables(connection):
        return ()
    return connection.execute(
        f"""
        SELECT dataset, CAST(date_trunc('month', day) AS DATE), count(*), scale, avg(score)
        FROM outside_events WHERE {_PAIR} GROUP BY ALL ORDER BY ALL
        """,
        _span(a, b, start, end),
    ).fetchall()


def event_months(
    connection: duckdb.DuckDBPyConnection, pair: tuple[str, str] | None, start: date | None, end: date | None
) -> tuple[date, ...]:
    """Give the first days of the months in which imported events begin, to ask for them page by page."""
    if not has_tables(connection):
        return ()
    where, values = _chosen(pair, start, end)
    found = connection.execute(
        f"SELECT DISTINCT CAST(date_trunc('month', day) AS DATE) AS m FROM outside_events WHERE {where} "
        "ORDER BY m",
        values,
    )
    return tuple(month for (month,) in found.fetchall())


def events(
    connection: duckdb.DuckDBPyConnection,
    pair: tuple[str, str] | None,
    start: date | None,
    end: date | None,
    *,
    month: date | None = None,
    to_give_on: bool = False,
) -> Sequence[tuple[Any, ...]]:
    """Give imported events in the columns of `EVENT_COLUMNS`, by day; those that begin in `month`, or all.

    `to_give_on` leaves out what the terms of a data set hold back.
    """
    if not has_tables(connection):
        return ()
    chosen = ", ".join(
        f"nullif(array_to_string({name}, '|'), '')" if name in ("source", "target") else name
        for name, _ in EVENT_COLUMNS
    )
    where, values = _chosen(pair, start, end)
    if month is not None:
        where, values = f"{where} AND date_trunc('month', day) = $month", {**values, "month": month}
    if to_give_on:
        where = f"{where} AND import IN (SELECT id FROM outside_imports WHERE passes_on)"
    return connection.execute(
        f"SELECT {chosen} FROM outside_events WHERE {where} ORDER BY day, dataset, id, print", values
    ).fetchall()


def told_by(
    connection: duckdb.DuckDBPyConnection, a: str, b: str, start: date | None, end: date | None
) -> Mapping[str, tuple[int, int]]:
    """Give how many mentions, by how many publishers, imported events of a pair have, by data set."""
    if not has_tables(connection):
        return {}
    found = connection.execute(
        f"""
        SELECT dataset, count(*), count(DISTINCT publisher) FROM outside_mentions
        WHERE (dataset, id) IN (SELECT (dataset, id) FROM outside_events WHERE {_PAIR}) GROUP BY dataset
        """,
        _span(a, b, start, end),
    )
    return {dataset: (mentions, publishers) for dataset, mentions, publishers in found.fetchall()}


def kept_back(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Give the data sets whose terms forbid to give their rows on."""
    if not has_tables(connection):
        return ()
    found = connection.execute("SELECT DISTINCT dataset FROM outside_imports WHERE NOT passes_on ORDER BY 1")
    return tuple(name for (name,) in found.fetchall())


def facts(
    connection: duckdb.DuckDBPyConnection, a: str, b: str, start: date | None, end: date | None
) -> tuple[Fact, ...]:
    """Give facts of a pair, both ways, and of each alone, that hold in ``[start, end)``; the oldest first.

    Votes are left out: they say something only when compared, see `votes_alike`.
    """
    if not has_tables(connection):
        return ()
    names = ("sort", "dataset", "a", "b", "directed", "day", "last_day", "item", "number", '"text"')
    found = connection.execute(
        f"""
        SELECT {", ".join(names)} FROM outside_facts
        WHERE ((a = $a AND b = $b) OR (a = $b AND b = $a) OR
               (a IN ($a, $b) AND b IS NULL AND sort <> 'vote'))
              AND coalesce(last_day, DATE '9999-12-31') >= $start AND day < $end
        ORDER BY sort, dataset, day, item, a
        """,
        _span(a, b, start, end),
    ).fetchall()
    renamed = {"day": "start", "last_day": "end", '"text"': "text"}
    return tuple(
        Fact(**{renamed.get(name, name): value for name, value in zip(names, row, strict=True)})
        for row in found
    )


def votes_alike(
    connection: duckdb.DuckDBPyConnection, a: str, b: str, start: date | None, end: date | None
) -> Sequence[tuple[int, int, int]]:
    """Give (year, resolutions on which both voted, on how many alike) from the tables of votes."""
    if not has_tables(connection):
        return ()
    return connection.execute(
        """
        SELECT year(l.day), count(*), count(*) FILTER (l.number = r.number)
        FROM outside_facts l JOIN outside_facts r USING (dataset, sort, item)
        WHERE sort = 'vote' AND l.a = $a AND r.a = $b AND l.number IS NOT NULL AND r.number IS NOT NULL
              AND l.day >= $start AND l.day < $end
        GROUP BY ALL ORDER BY 1
        """,
        _span(a, b, start, end),
    ).fetchall()


def _chosen(pair: tuple[str, str] | None, start: date | None, end: date | None) -> tuple[str, dict[str, Any]]:
    """Give the condition for a pair and a period, with its values."""
    if pair is not None:
        return _PAIR, _span(*pair, start, end)
    values = _span("", "", start, end)
    return "last_day >= $start AND day < $end", {name: values[name] for name in ("start", "end")}


def _span(a: str, b: str, start: date | None, end: date | None) -> dict[str, Any]:
    return {"a": a, "b": b, "start": start or date.min, "end": end or date(9999, 12, 31)}
