"""The CASE service as a stranger’s program asks it."""

import json

from django.conf import settings
from django.test import Client

from standards.exchange.case.names import ITEM_TYPES
from tests.standards.exchange import case_schema as schema
from tests.standards.exchange.case_schema import troubles_in

ROOT = "/ims/case/v1p1"
SOMETHING = "00000000-0000-4000-8000-000000000000"


def get(address, **headers):
    answer = Client().get(f"{ROOT}/{address}", headers=headers)
    body = b"".join(answer)
    answer.body = json.loads(body) if body else None
    return answer


def package_of(suite):
    answer = get(f"CFPackages/{suite.lineage}")
    assert answer.status_code == 200
    return answer.body


def address_of(thing):
    """Where the service says a thing is, as a path."""
    assert thing["uri"].startswith(settings.PUBLIC_URL + ROOT)
    return thing["uri"].removeprefix(f"{settings.PUBLIC_URL}{ROOT}/")


def every_address(package):
    return [
        "CFDocuments",
        *[f"{kind}/{package['CFDocument']['identifier']}" for kind in ("CFDocuments", "CFPackages")],
        address_of(package["CFItems"][-1]),
        address_of(package["CFItems"][-1]).replace("CFItems", "CFItemAssociations"),
        address_of(package["CFAssociations"][-1]),
        f"CFItemTypes/{ITEM_TYPES['area'].identifier}",
    ]


def assert_status(answer, name, minor):
    assert troubles_in(answer.body, schema.STATUS) == []
    assert answer["Content-Type"] == "application/json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer.body["imsx_codeMinor"] == {
        "imsx_codeMinorField": [{"imsx_codeMinorFieldName": name, "imsx_codeMinorFieldValue": minor}]
    }
