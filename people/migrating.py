"""Migrations that draw every model once for many operations.

After each operation Django draws anew every model that is in touch with what it changed, and here that is every model:
nearly all refer to a person. That was two thirds of a first start.
"""

from django.db.migrations import AddField, CreateModel, SeparateDatabaseAndState


class Together(SeparateDatabaseAndState):
    """Tables that are made, and what is added to them or, if it may be empty, to others. Going back goes one by one."""

    def __init__(self, operations):
        made = {operation.name_lower for operation in operations if isinstance(operation, CreateModel)}
        for operation in operations:
            comes_to_others = isinstance(operation, AddField) and operation.model_name_lower not in made
            if comes_to_others and (operation.field.unique or not operation.field.null):
                # SQLite would make the table anew, as it was before what came to it just now.
                raise ValueError(f"apart: {operation.describe()}")
        super().__init__(database_operations=operations, state_operations=operations)

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # drawn when they are asked for
        super().state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        made = set()
        for operation in self.database_operations:
            if isinstance(operation, CreateModel):
                made.add(operation.name_lower)
            elif operation.model_name_lower in made:  # type: ignore[attr-defined]  # of a field, an index, a rule
                continue  # it came with its table
            operation.database_forwards(app_label, schema_editor, from_state, to_state)
