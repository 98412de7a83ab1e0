import factory
from factory.django import DjangoModelFactory

from people.models import Invitation, Membership, Organisation, User
from people.roles import Role

PASSWORD = "a long sample password"


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Sample organisation {n}")


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    name = factory.Sequence(lambda n: f"Person{n} Sample")
    email = factory.Sequence(lambda n: f"person{n}@sample.example")

    @classmethod
    def _create(cls, model, *args, password=PASSWORD, **fields):
        return model.objects.create_user(*args, password=password, **fields)


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    person = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = Role.PRACTITIONER


class InvitationFactory(DjangoModelFactory):
    class Meta:
        model = Invitation

    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda n: f"Invited{n} Sample")
    role = Role.PRACTITIONER
