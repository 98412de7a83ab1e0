"""What upper apps add to standards, filled in AppConfig.ready: a lower app never looks up."""

AT_VERSION_PUBLISHED = []  # functions(version, *, by), inside the operation that froze it
AT_CROSSWALK_AGREED = []  # functions(crosswalk, *, by), inside the operation that agreed
