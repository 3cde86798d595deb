"""Where two answers to the same question differ, said so that a person can look it up."""

VERDICT_KEY = ("family_ref", "headline", "criterion", "person_ref")
READINESS_KEY = ("family_ref",)


def differences(expected_rows, actual_rows):
    """One sentence per row that is missing, too many or different; an empty list where nothing differs.

    Rows are dicts of texts by column. Verdicts are matched by family, headline, criterion and person;
    readiness by family. The order of the rows does not matter.
    """
    expected_rows, actual_rows = list(expected_rows), list(actual_rows)
    key = key_of(expected_rows or actual_rows)
    expected, said_twice = by_key(expected_rows, key)
    found = [f"{name_of(one, key)}: expected twice" for one in said_twice]
    actual, said_twice = by_key(actual_rows, key)
    found += [f"{name_of(one, key)}: given twice" for one in said_twice]
    for one in sorted(expected.keys() | actual.keys()):
        name = name_of(one, key)
        if one not in actual:
            found.append(f"{name}: missing; expected {brief(expected[one], key)}")
        elif one not in expected:
            found.append(f"{name}: not expected; given {brief(actual[one], key)}")
        else:
            cells = differing_cells(expected[one], actual[one])
            if cells:
                found.append(f"{name}: {', '.join(cells)} [expected {brief(expected[one], key)}]")
    return found


def key_of(rows):
    """The columns by which these rows are told apart."""
    return VERDICT_KEY if rows and "criterion" in rows[0] else READINESS_KEY


def by_key(rows, key):
    """The rows by their key, and the keys that occur more than once."""
    found, said_twice = {}, []
    for row in rows:
        one = tuple(row[column] for column in key)
        if one in found:
            said_twice.append(one)
        found[one] = row
    return found, said_twice


def name_of(one, key):
    """A key as text, blanks left out."""
    return " ".join(part for part in one if part) or "/".join(key)


def differing_cells(expected, actual):
    """Each column that differs, with both texts."""
    columns = list(expected) + [column for column in actual if column not in expected]
    return [
        f"{column} {expected.get(column, 'absent')!r} became {actual.get(column, 'absent')!r}"
        for column in columns
        if expected.get(column) != actual.get(column)
    ]


def brief(row, key):
    """A row's cells that hold something, the key and what is the same for every row left out."""
    left_out = {*key, "as_of", "plan"}
    return " ".join(f"{column}={text}" for column, text in row.items() if text and column not in left_out)
