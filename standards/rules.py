"""Who may do what with standards. Reading them is for everyone; editing them is Wagtail's to say."""

import rules


@rules.predicate
def is_open_to_start(person, standard):
    """A legacy standard may be begun, with a warning, until its last day to start; a withdrawn one may not."""
    return standard is not None and standard.is_open_to_start()


rules.add_perm("standards.start", rules.is_authenticated & is_open_to_start)
