"""Taking a copy of a trail is an event itself."""

import hashlib
import json

from people.audit import operation, record


@operation
def note_copy(whose, asked, *, way, by):
    """Say that someone took a copy of the trail of `whose`, a place or themselves, as `way`, with this filter."""
    filtered = hashlib.sha256(json.dumps(vars(asked), sort_keys=True, default=str).encode()).hexdigest()
    record("trail.exported", by=by, subject=whose, way=way, filter=filtered)
