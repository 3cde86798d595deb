"""Which of the sender's columns are ours."""

import difflib

from families.facts.datasets.cells import cleaned

ERROR_COLUMN = "error"


def match_header(header, dataset, *, given=()):
    """Positions of the dataset's columns in `header` by name, and the sentences of what is wrong with the header.

    Capitals, and spaces for underscores, make no difference. `given` are columns whose value was told otherwise.
    """
    spelt = [cleaned(name).lower().replace(" ", "_").replace("-", "_") for name in header]
    positions = {name: spelt.index(name) for name in dataset.column_names if name in spelt}
    faults = [f"Two columns are named {name}. Keep one of them." for name in positions if spelt.count(name) > 1]
    missing = [name for name in dataset.column_names if name not in positions and name not in given]
    strangers = [name for name in spelt if name and name not in dataset.column_names and name != ERROR_COLUMN]
    renamed = {}
    for name in missing:
        near = difflib.get_close_matches(name, strangers, n=1, cutoff=0.8)
        if near:
            renamed[name] = near[0]
            faults.append(f"There is no column {name}, but one that is named {near[0]}. Name it {name}.")
    required = [column.name for column in dataset.columns if column.required]
    absent = [name for name in required if name in missing and name not in renamed]
    if absent:
        faults.append(
            f"The first row must name the columns, divided by commas, semicolons or tabs. It lacks {and_list(absent)}. "
            f"The columns of {dataset.name} are {', '.join(dataset.column_names)}."
        )
    return positions, faults


def and_list(names):
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
