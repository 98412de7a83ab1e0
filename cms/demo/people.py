"""The sample people: one for each role, in one sample organisation."""

import secrets
from dataclasses import dataclass

from assessments.operations.licences import record_licence
from people.models import User
from people.operations.invitations import accept_invitation, invite_person
from people.operations.organisations import found_organisation
from people.roles import Role

ORGANISATION = "Sample Community Learning Network"
QUALIFIED = "Sample award in assessing"


@dataclass(frozen=True)
class Sample:
    role: Role
    name: str

    @property
    def email(self):
        return f"{self.name.split()[0].lower()}@sample.example"


CAST = [
    Sample(Role.COORDINATOR, "Kit Placeholder"),
    Sample(Role.TRAINER, "Tess Example"),
    Sample(Role.PRACTITIONER, "Ama Sample"),
    Sample(Role.ASSESSOR, "Robin Specimen"),
    Sample(Role.IQA, "Lou Placeholder"),
    Sample(Role.STEWARD, "Noor Specimen"),
]


def gather():
    """Found the organisation and let everyone join by invitation. Returns (organisation, {role: person})."""
    organisation = found_organisation(ORGANISATION)
    people = {}
    for sample in CAST:
        by = people.get(Role.COORDINATOR)
        invitation = invite_person(
            organisation, name=sample.name, email=sample.email, role=sample.role, by=by
        )
        people[sample.role] = accept_invitation(invitation, name=sample.name, password=new_password())
    record_licence(
        people[Role.ASSESSOR], organisation=organisation, by=people[Role.COORDINATOR], qualification=QUALIFIED
    )
    return organisation, people


def new_password():
    return secrets.token_urlsafe(12)


def log_ins():
    """Give every sample person a new password; [{"role", "email", "password"}] as demo.json lists them."""
    told = []
    for sample in CAST:
        person = User.objects.with_email(sample.email)
        password = new_password()
        person.set_password(password)
        person.save(update_fields=["password"])
        told.append({"role": sample.role.value, "email": sample.email, "password": password})
    return told
