"""What upper apps add to lower ones, filled in AppConfig.ready: a lower app never looks up."""

from collections import defaultdict

JOBS = {}  # kind → function(subject_code): work for the worker; may run twice, does it once
NOTICES = {}  # kind → function(about_code) → path within the site that the mail points at
ROLE_CHANGED = []  # functions(person), inside the operation that gave or ended a role of theirs
EACH_MINUTE = []  # functions(): what waits for its moment; the worker calls them every minute
TIDYING = []  # functions(): remove what is no longer wanted; the worker calls them when it starts and every hour
ALSO_VISIBLE = defaultdict(list)  # model → functions(person) → Q: what else a person may see


def job(kind):
    """Register the function that does jobs of this kind."""

    def register(function):
        JOBS[kind] = function
        return function

    return register


def notice(kind, path):
    """Register where a mail of this kind leads. Its words are in templates/notices/<kind>.txt."""
    NOTICES[kind] = path


def also_visible(model):
    """Register a further reason why a person may see rows of a lower app's model."""

    def register(function):
        ALSO_VISIBLE[model].append(function)
        return function

    return register
