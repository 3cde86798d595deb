"""Writes what the file says: closes the beliefs it corrects or withdraws, adds the new ones. One statement each."""


def write(cursor, dataset, params):
    """Writes the rows of `taken`. `params` names the `moment` and the `load`."""
    if dataset.identity:
        add_identities(cursor, dataset)
    if dataset.on_two_clocks:
        close_beliefs(cursor, dataset, params)
        add_beliefs(cursor, dataset, params)
    else:
        overwrite(cursor, dataset, params)
    if dataset.also:
        dataset.also.write(cursor, params)
    refresh_statistics(cursor, dataset)


def refresh_statistics(cursor, dataset):
    """Tells the planner what the tables now hold: a judgement right after a large load would otherwise be slow."""
    tables = [dataset.table] + ([dataset.identity.table] if dataset.identity else [])
    cursor.execute(f"ANALYZE {', '.join(tables)}")


def add_identities(cursor, dataset):
    """Makes the row that a reference never seen before names."""
    identity = dataset.identity
    columns, values = identity.reference, f"w.{dataset.key[0]}"
    if identity.token:
        columns, values = f"{columns}, token", f"{values}, gen_random_uuid()"
    cursor.execute(
        f"INSERT INTO {identity.table} ({columns}) SELECT {values} FROM taken w"
        f" WHERE w.v_{identity.points} IS NULL ORDER BY w.row_number"
    )


def close_beliefs(cursor, dataset, params):
    withdrawn = " OR w.fate = 'withdrawn'" if dataset.withdraws else ""
    cursor.execute(
        f"UPDATE {dataset.table} held SET superseded_at = %(moment)s, superseded_load_id = %(load)s"
        f" FROM taken w WHERE held.id = w.held_id AND held.superseded_at IS NULL AND (w.differs{withdrawn})",
        params,
    )


def add_beliefs(cursor, dataset, params):
    values = {name: f"w.v_{name}" for name in dataset.values}
    joined = ""
    if identity := dataset.identity:
        joined = f"JOIN {identity.table} identity ON identity.{identity.reference} = w.{dataset.key[0]}"
        values[identity.points] = "identity.id"
    cursor.execute(
        f"INSERT INTO {dataset.table} (recorded_at, load_id, {', '.join(values)})"
        f" SELECT %(moment)s, %(load)s, {', '.join(values.values())} FROM taken w {joined}"
        " WHERE w.differs AND w.fate IN ('new', 'corrected') ORDER BY w.row_number",
        params,
    )


def overwrite(cursor, dataset, params):
    """For the one table that keeps its history by triggers: changes rows where they stand, adds the others."""
    settable = ", ".join(f"{name} = w.v_{name}" for name in dataset.values if name not in dataset.held_by)
    names, values = ", ".join(dataset.values), ", ".join(f"w.v_{name}" for name in dataset.values)
    cursor.execute(f"UPDATE {dataset.table} held SET {settable} FROM taken w WHERE held.id = w.held_id", params)
    cursor.execute(
        f"INSERT INTO {dataset.table} ({names}) SELECT {values} FROM taken w WHERE w.held_id IS NULL"
        " ORDER BY w.row_number",
        params,
    )
