"""Making many tables in one step of a migration.

Django draws up every model anew after each `CreateModel` that points at another, so a hundred tables made one after
another cost a minute, which every test database and everybody's first start would wait for. Made together, they are
drawn up once.
"""

from django.db.migrations.operations.base import Operation


class MakeTables(Operation):
    """Does what its `CreateModel` operations say, in any order: their tables may point at one another."""

    def __init__(self, *tables):
        self.tables = tables

    def deconstruct(self):
        return self.__class__.__name__, list(self.tables), {}

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # drawn up again at the next question, when all of them are known
        for table in self.tables:
            table.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for table in reversed(self.tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"Make {len(self.tables)} tables"
