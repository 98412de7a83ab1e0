"""Django’s own command, with an event: whoever may change everything on the editing side is in the trail too."""

from django.contrib.auth.management.commands import createsuperuser

from people.audit import one_operation, record
from people.models import User


class Command(createsuperuser.Command):
    def handle(self, *args, **options):
        with one_operation():
            were = set(User.objects.filter(is_superuser=True).values_list("pk", flat=True))
            super().handle(*args, **options)
            for person in User.objects.filter(is_superuser=True).exclude(pk__in=were):
                record("administrator.made", by=None, subject=person)
