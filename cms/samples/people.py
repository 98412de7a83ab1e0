"""Sample people: whose portfolio it is, and who reads and looks after it."""

from dataclasses import dataclass

from assessments.operations.licences import record_licence
from cms.samples.words import NAMES, SURNAMES
from people.models import Organisation, User
from people.operations.organisations import found_organisation, give_role
from people.roles import Role

PLACE = "Sample Practice Network"
QUALIFIED = "Sample award in assessing"


@dataclass(frozen=True)
class Cast:
    organisation: Organisation
    practitioner: User
    assessor: User
    coordinator: User


def gather(chance, password):
    """A new practitioner, in an organisation with an assessor and a coordinator that stay the same."""
    organisation = Organisation.objects.filter(name=PLACE).first() or found_organisation(PLACE)
    coordinator = someone(organisation, Role.COORDINATOR, "Casey Placeholder", password)
    assessor = someone(organisation, Role.ASSESSOR, "Robin Specimen", password)
    if not assessor.licences.filter(organisation=organisation).exists():
        record_licence(assessor, organisation=organisation, by=coordinator, qualification=QUALIFIED)
    taken = User.objects.filter(email__endswith=f"{Role.PRACTITIONER}@samples.example").count()
    name = f"{chance.choice(NAMES)} {chance.choice(SURNAMES)} {taken + 1}"
    practitioner = someone(organisation, Role.PRACTITIONER, name, password)
    return Cast(organisation, practitioner, assessor, coordinator)


def someone(organisation, role, name, password):
    """Whoever has this name here, with this password from now on."""
    email = f"{name.lower().replace(' ', '.')}.{role}@samples.example"
    person = User.objects.with_email(email)
    if person is None:
        person = User.objects.create_user(name=name, email=email, password=password)
        give_role(person, role=role, organisation=organisation, by=None)
    elif password:
        person.set_password(password)
        person.save(update_fields=["password"])
    return person
