"""The row rules of the table schemas, run as SQL over the Parquet files of a package.

They find in a second what frictionless finds in the CSV files in minutes; both are made from the same
schemas. What only the CSV files and hashes can show is left to the validation of `package`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from gongkai.forms.schema import NUMBER_DECIMALS, NUMBER_DIGITS, TableSchema, table_schemas
from gongkai.model import Fault, fault
from gongkai.query.statements import connected, literal, quoted, statements

TYPES = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": f"DECIMAL({NUMBER_DIGITS},{NUMBER_DECIMALS})",
    "boolean": "BOOLEAN",
    "date": "DATE",
}


@dataclass(frozen=True, slots=True)
class RowRule:
    """One rule on one table: `name` of its statement in `row_rules.sql`, the names and the value it takes."""

    name: str
    table: str
    names: Mapping[str, str]
    limit: object = None

    @property
    def sql(self) -> str:
        """The statement with its names filled in."""
        return statements("row_rules.sql")[self.name].format(table=self.table, **self.names)


def row_faults(folder: Path, tables: Mapping[str, TableSchema] | None = None) -> list[Fault]:
    """Every rule that rows of the package in `folder` break, each with its first row; none if all is well.

    Args:
        folder: the package.
        tables: what it is held to, if not the tables of this program.
    """
    schemas = (table_schemas() if tables is None else tables).values()
    with connected() as connection:
        faults = [found for schema in schemas if (found := _load(connection, folder, schema))]
        if faults:  # without all tables in their types the rules cannot be asked
            return faults
        try:
            for rule in (rule for schema in schemas for rule in _rules_to_ask(connection, schema)):
                values = {} if rule.limit is None else {"limit": rule.limit}
                count, first = connection.execute(rule.sql, values).fetchone() or (0, None)
                if count:
                    what = rule.names.get("field") or rule.names.get("label") or rule.names["columns"]
                    told = {"what": what, "count": count, "first": first}
                    faults.append(fault(f"data/{rule.table}.parquet", rule.name, "fault_rule", **told))
        except duckdb.Error as error:  # a descriptor may name columns and tables that are not there
            return [fault("data", "unreadable", "fault_unreadable", said=str(error).splitlines()[0])]
    return faults


def _load(connection: duckdb.DuckDBPyConnection, folder: Path, schema: TableSchema) -> Fault | None:
    path = folder / "data" / f"{schema.name}.parquet"
    name = f"data/{path.name}"
    if not path.is_file():
        return fault(name, "missing", "fault_not_there")
    try:
        connection.execute(
            f"CREATE TABLE {quoted(schema.name)} AS SELECT * FROM read_parquet({literal(path)}, file_row_number = true)"
        )
        described = connection.execute(f'DESCRIBE "{schema.name}"').fetchall()
    except (duckdb.Error, UnicodeError) as error:
        return fault(name, "unreadable", "fault_unreadable", said=str(error).splitlines()[0])
    found = {column[0]: column[1] for column in described[:-1]}
    expected = {field.name: TYPES[field.type] for field in schema.fields}
    if tuple(found) != schema.columns:
        odd = sorted(found.keys() ^ expected.keys())
        named = ", ".join(odd) or ("没有，但次序不同", "none, but the order")
        return fault(name, "columns", "fault_column_names", columns=named)
    wrong = [f"{column} is {found[column]}" for column in expected if found[column] != expected[column]]
    return fault(name, "type", "fault_type", columns=", ".join(wrong)) if wrong else None


def _rules_to_ask(connection: duckdb.DuckDBPyConnection, schema: TableSchema) -> Iterator[RowRule]:
    """Every rule of a table but those that ascending keys cannot break."""
    sql = statements("row_rules.sql")["ascending"]
    order = ", ".join(map(quoted, schema.order or schema.primary_key))
    ascending = connection.execute(sql.format(table=schema.name, columns=order)).fetchone() == (0,)
    settled = {"order", *(("key",) if schema.order in ((), schema.primary_key) else ())} if ascending else set()
    yield from (rule for rule in row_rules(schema) if rule.name not in settled)


def row_rules(schema: TableSchema) -> Iterator[RowRule]:
    """The rules that one table schema states."""
    key = " || '/' || ".join(f'"{name}"' for name in schema.primary_key)
    for field in schema.fields:
        for name, limit in field.constraints().items():
            yield RowRule(name, schema.name, {"key": key, "field": field.name}, None if name == "required" else limit)
    for foreign in schema.foreign_keys:
        names = {"field": foreign.field, "resource": foreign.resource or schema.name, "reference": foreign.reference}
        yield RowRule("foreign_key", schema.name, {"key": key, **names})
    for condition in schema.holds:
        yield RowRule("holds", schema.name, {"key": key, "condition": condition.sql, "label": condition.name})
    yield RowRule("key", schema.name, {"key": key, "columns": ", ".join(map(quoted, schema.primary_key))})
    if schema.order:
        yield RowRule("order", schema.name, {"key": key, "columns": ", ".join(map(quoted, schema.order))})
