from django.core.management.base import BaseCommand

from community.operations.samples import load_charters


class Command(BaseCommand):
    help = "Set up the charters that ship with this project, to read. Doing it twice is doing it once."

    def handle(self, **options):
        pages = load_charters()
        self.stdout.write(f"Charters: {', '.join(page.title for page in pages)}.")
