from django.core.management.base import BaseCommand

from standards.exchange.shipped import read_suite
from standards.operations.suites import load_suite
from standards.queries.pages import standards_in


class Command(BaseCommand):
    help = "Load the suite of standards that ships with Practice Portfolio. Loading it again changes nothing."

    def handle(self, **options):
        suite = load_suite(read_suite())
        pages = standards_in(suite)
        worded = [page for page in pages if page.has_wording]
        self.stdout.write(f"{suite.title}: {len(pages)} standards, {len(worded)} with wording.")
