import hashlib

import factory

from standards.models import Kind, Requirement, Standard, StandardVersion, Suite
from tests.factories.rows import RowFactory


class SuiteFactory(RowFactory):
    class Meta:
        model = Suite

    slug = factory.Sequence(lambda n: f"sample-suite-{n}")
    title = factory.Sequence(lambda n: f"Sample suite {n}")


class StandardFactory(RowFactory):
    class Meta:
        model = Standard

    suite = factory.SubFactory(SuiteFactory)
    title = factory.Sequence(lambda n: f"Sample standard {n}")


class StandardVersionFactory(RowFactory):
    """A published version, which becomes the current one: StandardVersionFactory(performance=9, knowledge=17)."""

    class Meta:
        model = StandardVersion

    standard = factory.SubFactory(StandardFactory)
    number = factory.LazyAttribute(lambda version: version.standard.versions.count() + 1)
    title = factory.SelfAttribute("standard.title")
    suite_title = factory.SelfAttribute("standard.suite.title")
    status = factory.SelfAttribute("standard.status")
    change = factory.LazyAttribute(lambda version: "first" if version.number == 1 else "wording")
    digest = factory.LazyAttribute(lambda version: hashlib.sha256(str(version.number).encode()).hexdigest())

    @classmethod
    def _create(cls, model, *args, performance=2, knowledge=1, values=1, **fields):
        counts = {Kind.PERFORMANCE: performance, Kind.KNOWLEDGE: knowledge, Kind.VALUE: values}
        version = model.objects.create(*args, requirement_count=sum(counts.values()), **fields)
        Requirement.objects.bulk_create(requirements(version, counts))
        Standard.objects.filter(pk=version.standard_id).update(current_version=version)
        version.standard.current_version = version
        return version


def requirements(version, counts):
    wanted = [(kind, number) for kind, count in counts.items() for number in range(1, count + 1)]
    for position, (kind, number) in enumerate(wanted, start=1):
        text = f"Sample {kind.label.lower()} {number}."
        yield Requirement(version=version, kind=kind, number=str(number), text=text, position=position)
