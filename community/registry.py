"""What upper apps and other parts add to charters, filled in AppConfig.ready: a lower app never looks up."""

AT_CHARTER_ADOPTED = []  # functions(version, *, by), inside the operation that kept the version
