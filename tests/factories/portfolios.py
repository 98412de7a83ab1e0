import hashlib
from datetime import date
from uuid import uuid4

import factory

from portfolios.kinds import kind_named
from portfolios.models import Claim, Evidence, EvidenceFile, EvidenceKind, Identifiable, Portfolio, Unit
from tests.factories import files
from tests.factories.people import OrganisationFactory, UserFactory
from tests.factories.rows import RowFactory
from tests.factories.standards import StandardVersionFactory


class PortfolioFactory(RowFactory):
    class Meta:
        model = Portfolio
        django_get_or_create = ("owner", "organisation")

    owner = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class UnitFactory(RowFactory):
    class Meta:
        model = Unit

    portfolio = factory.SubFactory(PortfolioFactory)
    version = factory.SubFactory(StandardVersionFactory)


class EvidenceFactory(RowFactory):
    """Evidence with everything sharing needs. For less, pass empty values."""

    class Meta:
        model = Evidence

    portfolio = factory.SubFactory(PortfolioFactory)
    owner = factory.SelfAttribute("portfolio.owner")
    recorded_by = factory.SelfAttribute("owner")
    name = factory.Sequence(lambda n: f"Sample meeting {n}")
    kind_id = EvidenceKind.WORK_PRODUCT
    happened_on = date(2026, 3, 14)
    identifiable = Identifiable.NOBODY
    story = "We met in the hall and agreed what to do first."


class EvidenceFileFactory(RowFactory):
    """A real file in the real storage: EvidenceFileFactory(content=files.pdf())."""

    class Meta:
        model = EvidenceFile

    evidence = factory.SubFactory(EvidenceFactory)
    uploaded_by = factory.SelfAttribute("evidence.owner")

    @classmethod
    def _create(cls, model, *args, content=None, **fields):
        content = content or files.photo()
        what_it_is = {
            "name": content.name,
            "content_type": kind_named(content.name).content_type,
            "size": content.size,
            "sha256": hashlib.sha256(content.read()).hexdigest(),
        }
        kept = model(*args, **what_it_is | fields)
        place = uuid4().hex
        kept.file.save(f"{place[:2]}/{place[2:4]}/{place}", content, save=False)
        kept.save()
        return kept


class ClaimFactory(RowFactory):
    """“This shows that”, within one portfolio."""

    class Meta:
        model = Claim

    unit = factory.SubFactory(UnitFactory)
    evidence = factory.SubFactory(EvidenceFactory, portfolio=factory.SelfAttribute("..unit.portfolio"))
    requirement = factory.LazyAttribute(lambda claim: claim.unit.version.requirements.first())
    made_by = factory.SelfAttribute("evidence.owner")
