"""A translation of a charter keeps in mind which version it was made of. It never freezes anything."""

from community.models import CharterPage


def note_version(source_obj, target_obj, **_signal):
    """When Wagtail copied a page for translation: what binds is the version in force then."""
    if isinstance(source_obj, CharterPage) and source_obj.version:
        target_obj.translates = source_obj.version
        target_obj.save(update_fields=["translates"])
        target_obj.save_revision()
