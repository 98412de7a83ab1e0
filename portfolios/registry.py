"""What judging adds to portfolios, filled in AppConfig.ready: a lower app never looks up."""

AFTER_SHARING = []  # functions(submission, *, by), inside the operation that shares
BEFORE_SHARING = []  # functions(unit, *, by): raise a refusal when nothing more can be shared
STANDINGS = []  # functions(unit) → {requirement pk: Standing}: what was found, where it was judged
READERS = []  # functions(unit) → the person who reads this unit, or None
