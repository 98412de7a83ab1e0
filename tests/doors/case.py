from tests.doors import door

UNKNOWN = "00000000-0000-4000-8000-000000000000"

# fmt: off
DOORS = [
    # name                                practitioner assessor iqa trainer coordinator colleague outsider stranger
    # --- 1EdTech CASE 1.1: what is public, for everyone ---
    door("case-documents", "                  200 200 200 200 200 200 200 200"),
    door("case-CFDocuments", "                200 200 200 200 200 200 200 200", identifier="case_document"),
    door("case-CFPackages", "                 200 200 200 200 200 200 200 200", identifier="case_document"),
    door("case-CFItems", "                    200 200 200 200 200 200 200 200", identifier="case_item"),
    door("case-CFItemAssociations", "         200 200 200 200 200 200 200 200", identifier="case_item"),
    door("case-CFAssociations", "             200 200 200 200 200 200 200 200", identifier="case_link"),
    door("case-CFItemTypes", "                200 200 200 200 200 200 200 200", identifier="case_item_type"),
    # No crosswalk and no word of a glossary in this small world: tests/standards/test_case_endpoints.py has both.
    door("case-CFAssociationGroupings", "     404 404 404 404 404 404 404 404", identifier=UNKNOWN),
    door("case-CFConcepts", "                 404 404 404 404 404 404 404 404", identifier=UNKNOWN),
    # There are none of these.
    door("case-CFSubjects", "                 404 404 404 404 404 404 404 404", identifier=UNKNOWN),
    door("case-CFLicenses", "                 404 404 404 404 404 404 404 404", identifier=UNKNOWN),
    door("case-CFRubrics", "                  404 404 404 404 404 404 404 404", identifier=UNKNOWN),
    door("case-unknown", "                    404 404 404 404 404 404 404 404"),
    door("case-documents", "                  405 405 405 405 405 405 405 405", post={}),
]
