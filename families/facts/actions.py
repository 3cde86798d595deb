"""Writing facts: loading the files that partners and the authority send."""

import hashlib
import zlib
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from families.event_log.actions import record
from families.event_log.enums import Verb
from families.facts.datasets import CARRY_KINDS
from families.facts.datasets.cells import cleaned
from families.facts.enums import LoadState
from families.facts.loading.choosing import dataset_of, files_to_load
from families.facts.loading.covered import add_coverage
from families.facts.loading.handing_back import rejects_path, write_rejects
from families.facts.loading.headers import match_header
from families.facts.loading.staging import create_tables, stage
from families.facts.loading.weighing import weigh
from families.facts.loading.writing import write
from families.facts.models import Load
from families.facts.permissions import check_can_load
from families.facts.reading import FileRefused, open_table
from families.feeds.arriving import beside_the_usual, keep
from families.feeds.holding import hold
from families.permissions import Refused
from families.two_clocks import moment_of_writing

LOADING_LOCK = 7_201_513  # advisory lock, with the dataset: one load of a dataset at a time


def load_paths(
    *, paths, by, source=None, strict=False, covers=None, rejects_dir=None, progress=None, report=None, total=None,
    accept_odd="",
):
    """Loads files, or folders of them, in the order of the datasets whatever order they come in. Gives the `Load`s.

    Each file is a transaction of its own. `source` and `covers` (first and last day) are for events and spells.
    `progress(path, rows)` is called as rows are read, `report(load, path, rejects)` when a file is done. Raises
    `Refused` when what was asked for cannot be; a file that cannot be loaded is a `Load` in the state "refused".
    `total` is how many rows the sender says that the file has. A file that is odd beside those before it is a `Load`
    in the state "held", unless `accept_odd` gives a reason to take it as it is.
    """
    check_can_load(by)
    files, _ = files_to_load(paths)
    if total is not None and len(files) > 1:
        raise Refused("A number of rows is given for one file only. Load the files one by one.")
    if (source or covers) and not any(dataset_of(file).name in CARRY_KINDS for file in files):
        raise Refused("A source or a period is given for events and spells only, and none of the files holds those.")
    loads, used = [], set()
    for file in files:
        carries_kinds = dataset_of(file).name in CARRY_KINDS
        rejects = rejects_path(file, rejects_dir, used)
        used.add(rejects)
        if progress:
            progress(file, 0)
        load = load_file(
            path=file, by=by, strict=strict, rejects=rejects,
            source=source if carries_kinds else None,
            covers=covers if carries_kinds else None,
            progress=(lambda rows, file=file: progress(file, rows)) if progress else None,
            total=total, accept_odd=accept_odd,
        )
        loads.append(load)
        if report:
            report(load, file, rejects)
    return loads


def load_file(
    *, path, by, source=None, strict=False, covers=None, rejects_dir=None, rejects=None, progress=None, total=None,
    accept_odd="", held=None,
):
    """Loads one file in one transaction and gives its `Load`: every row is taken, unchanged or handed back.

    `total` and `accept_odd` as in `load_paths`; `held` is the `Load` of a file that was held and is taken now.

    Handed-back rows are written to `rejects`, by default `NAME.rejected.csv` beside the file or in `rejects_dir`, and
    kept with the load. With `strict`, one such row refuses the whole file. `by` is None on the command line.
    """
    check_can_load(by)
    path = Path(path)
    dataset = dataset_of(path)
    source = cleaned(source or "")
    check_options(dataset, source, covers)
    rejects = rejects or rejects_path(path, rejects_dir)
    if held and not accept_odd:
        raise Refused("Give the reason for taking the file as it is.")
    about = {
        "dataset": dataset.name, "file_name": path.name, "source": source, "by": by,
        "started_at": timezone.now(),
    }
    try:
        with (
            open_table(path, known_columns=set(dataset.column_names), sheet=dataset.name) as table,
            transaction.atomic(),
        ):
            load = held or Load(**about, sha256=table.sha256)
            load.state = LoadState.RUNNING
            load.save()
            return load_table(
                table, dataset, load, strict=strict, covers=covers, rejects=rejects, total=total,
                accept_odd=accept_odd, progress=progress or (lambda rows: None),
            )
    except FileRefused as refusal:
        with transaction.atomic():
            load = held or Load(**about, sha256=sha256_of(path))
            load.state = LoadState.RUNNING
            load.save()
            return finish(load, LoadState.REFUSED, str(refusal))
    except OSError as fault:
        raise Refused(
            f'"{path.name}", or the file for the rows handed back, cannot be used: {fault.strerror}.'
        ) from fault


def check_options(dataset, source, covers):
    if (source or covers) and dataset.name not in CARRY_KINDS:
        raise Refused(f"A source or a period can only be given for events and spells, not for {dataset.name}.")
    if len(source) > 60:
        raise Refused("The name of the source has more than 60 characters.")
    if covers and covers[0] > covers[1]:
        raise Refused("The period that the file covers ends before it starts.")


def load_table(table, dataset, load, *, strict, covers, rejects, total, accept_odd, progress):
    """Loads a readable table, inside the caller's transaction."""
    given = {"source": load.source} if load.source else {}
    with connection.cursor() as cursor:
        create_tables(cursor, dataset)
        positions, header_faults = match_header(table.header, dataset, given=given)
        if header_faults:
            return refuse_all(cursor, load, table, rejects, " ".join(header_faults))
        load.rows = stage(cursor, dataset, table, positions, given=given, progress=progress)
        table.refuse_if_changed()
        lock(cursor, dataset.name)
        if covers:
            lock(cursor, "coverage")
        params = {"load": load.pk, "moment": moment_of_writing(), "today": timezone.localdate()}
        absent = {name for name in dataset.column_names if name not in positions and name not in given}
        weigh(cursor, dataset, absent, params)
        load.rejected = count(cursor, "SELECT count(DISTINCT row_number) FROM faults")
        if load.rejected and strict:
            return refuse_all(cursor, load, table, rejects, None)
        found = beside_the_usual(cursor, dataset, load, covers=covers, total=total, ends_cleanly=table.ends_cleanly)
        if found.odd and not accept_odd:
            return hold(load, found, table, strict=strict, covers=covers)
        cursor.execute("SELECT fate, count(*) FROM taken GROUP BY fate")
        fates = dict(cursor.fetchall())
        load.accepted = sum(fates.values())
        load.unchanged = count(cursor, "SELECT count(*) FROM weighed") - load.accepted - load.rejected
        write(cursor, dataset, params)
        keep(found, load)
        message = ", ".join(f"{fates.get(fate, 0):,} {fate}" for fate in ("new", "corrected", "withdrawn"))
        if covers:
            message += cover(cursor, params, covers)
        if found.odd:
            message += f". Taken although it was not as usual: {accept_odd}"
        if load.rejected:
            load.rejected_file = write_rejects(cursor, table, rejects)
    finish(load, LoadState.PART if load.rejected else LoadState.DONE, message)
    if not load.rejected:
        rejects.unlink(missing_ok=True)
    return load


def cover(cursor, params, covers):
    """Records the period for which the file is complete. Gives what there is to say about it."""
    first, last = covers
    left_out = add_coverage(cursor, {**params, "covers_from": first, "covers_to": last})
    if not left_out:
        return ""
    return f". No coverage was recorded of {', '.join(left_out)}, because rows that may be of it were handed back"


def refuse_all(cursor, load, table, rejects, reason):
    """Refuses a readable file as a whole: `reason`, or because rows are faulty and the load is strict."""
    if reason is None:
        reason = f"{load.rejected:,} of {load.rows:,} rows cannot be loaded, so none was."
        others = "Not loaded, because other rows of the file cannot be, and it was to be loaded whole or not at all."
    else:
        load.rows = sum(1 for _ in table.records())
        others = reason
    load.rejected = load.rows
    if load.rows:
        load.rejected_file = write_rejects(cursor, table, rejects, otherwise=others)
    return finish(load, LoadState.REFUSED, reason)


def finish(load, state, message):
    load.state, load.message, load.finished_at = state, message, timezone.now()
    load.save()
    record(
        Verb.LOADED, by=load.by, about=load,
        detail=f"{load.dataset}: {load.rows} rows, {load.accepted} taken, {load.unchanged} unchanged,"
        f" {load.rejected} handed back",
    )
    return load


def lock(cursor, name):
    """Waits until no other load writes this dataset. Held until the end of the transaction."""
    cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOADING_LOCK, zlib.crc32(name.encode()) >> 1])


def count(cursor, statement):
    cursor.execute(statement)
    return cursor.fetchone()[0]


def sha256_of(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
