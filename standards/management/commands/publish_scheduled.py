from django.core.management.base import BaseCommand

from standards.operations.due import do_what_is_due


class Command(BaseCommand):
    """Takes the place of Wagtail's command of this name, which stops at the first page that is refused."""

    help = "Publish and unpublish pages whose moment has come. The worker does this every minute by itself."

    def handle(self, **options):
        do_what_is_due()
