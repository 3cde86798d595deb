"""Which files to load, and in which order."""

from pathlib import Path

from families.facts.datasets import DATASETS, dataset_named_by, nearest_name
from families.facts.reading.tables import OTHER_WORKBOOKS, TEXT_ENDINGS, WORKBOOK_ENDINGS
from families.permissions import Refused

ENDINGS = (*TEXT_ENDINGS, *WORKBOOK_ENDINGS, *OTHER_WORKBOOKS)
REJECTS_ENDING = ".rejected.csv"


def files_to_load(paths):
    """The files that `paths` name, folders opened, in the order of the datasets; and the names in folders left aside.

    Rows handed back by an earlier load are left aside in a folder; a file named by itself must be a dataset's.
    """
    chosen, left_aside = [], []
    for path in map(Path, paths):
        if path.is_dir():
            found = [file for file in sorted(path.iterdir()) if is_table(file)]
            chosen += [file for file in found if dataset_of(file, in_folder=True)]
            left_aside += [file.name for file in found if not dataset_of(file, in_folder=True)]
            if not any(dataset_of(file, in_folder=True) for file in found):
                raise Refused(f'The folder "{path.name}" holds no file to load. {the_names()}')
        elif path.is_file():
            dataset_of(path)
            chosen.append(path)
        else:
            raise Refused(f'There is no file or folder "{path}".')
    order = list(DATASETS)
    unique = dict.fromkeys(file.absolute() for file in chosen)
    return sorted(unique, key=lambda file: (order.index(dataset_named_by(file.name).name), file.name)), left_aside


def is_table(file):
    name = file.name.lower()
    return (
        file.is_file() and file.suffix.lower() in ENDINGS and not name.startswith((".", "~$"))
        and not name.endswith(REJECTS_ENDING)
    )


def dataset_of(file, *, in_folder=False):
    """The dataset a file is named after. In a folder other tables are nobody's concern, but a misspelt name is."""
    dataset = dataset_named_by(file.name)
    if dataset is None:
        near = nearest_name(file.name)
        if near or not in_folder:
            meant = f"Did you mean {near}{file.suffix}? " if near else ""
            raise Refused(f'The name of "{file.name}" does not say what it holds. {meant}{the_names()}')
    return dataset


def the_names():
    return f"A file's name begins with the name of its dataset: {', '.join(DATASETS)}."
