import factory

from assessments.models import Licence
from people.models import Invitation, Membership, Organisation, User
from people.operations.organisations import give_role
from people.roles import Role
from tests.factories.rows import RowFactory
from tests.remembering import remembered

PASSWORD = "a long sample password"


class OrganisationFactory(RowFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Sample organisation {n}")


class UserFactory(RowFactory):
    class Meta:
        model = User

    name = factory.Sequence(lambda n: f"Person{n} Sample")
    email = factory.Sequence(lambda n: f"person{n}@sample.example")

    @classmethod
    def _create(cls, model, *args, password=PASSWORD, **fields):
        return model.objects.create_user(*args, password=password, **fields)


class LicenceFactory(RowFactory):
    class Meta:
        model = Licence

    person = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    qualification = "Level 3 Award in Assessing (sample)"


class MembershipFactory(RowFactory):
    """An assessor’s comes with a licence from the same day; `licence=False` leaves it out."""

    class Meta:
        model = Membership
        skip_postgeneration_save = True

    person = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = Role.PRACTITIONER

    @factory.post_generation
    def licence(self, create, wanted, **told):
        if create and wanted is not False and self.role == Role.ASSESSOR:
            told = {"from_date": self.from_date} | told
            LicenceFactory(person=self.person, organisation=self.organisation, **told)


@remembered
def trainer_at(organisation, *, name="Toni Placeholder"):
    """Someone who became a trainer the way people do, and so may enter the admin."""
    person = UserFactory(name=name)
    give_role(person, role=Role.TRAINER, organisation=organisation, by=None)
    return person


class InvitationFactory(RowFactory):
    class Meta:
        model = Invitation

    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda n: f"Invited{n} Sample")
    role = Role.PRACTITIONER
