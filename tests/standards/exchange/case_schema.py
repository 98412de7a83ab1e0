"""What CASE 1.1 allows, in our own words: which keys each object may have, which it must have, and of what kind.

Written from the facts of the 1EdTech information model and REST/JSON binding. Stricter than the official schema where it
leaves the form of a text to others: addresses are absolute, moments are in UTC, and ids are whole and in small letters.
"""

import jsonschema

UUID = {
    "type": "string",
    "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
}
ADDRESS = {"type": "string", "pattern": r"^https?://[^\s]+$"}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
DAY = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
TEXT = {"type": "string"}
LINE = {"type": "string", "pattern": r"^[^\r\n\t]*$"}
WHOLE = {"type": "integer"}
ANYTHING = {"type": "object"}
EXTENSION = r"^ext:[a-zA-Z0-9.\-_]+$"
TYPES = (
    "isChildOf", "isPeerOf", "isPartOf", "exactMatchOf", "precedes", "isRelatedTo", "replacedBy", "exemplar",
    "hasSkillLevel", "isTranslationOf",
)  # fmt: skip


def either(*words):
    return {"anyOf": [{"enum": list(words)}, {"type": "string", "pattern": EXTENSION}]}


def many(what, least=0):
    return {"type": "array", "items": what, "minItems": least}


def thing(must, **may):
    """An object with these keys and no others; the names in `must` have to be there."""
    return {"type": "object", "properties": may, "required": must.split(), "additionalProperties": False}


LINK = thing("title identifier uri", title=LINE, identifier=UUID, uri=ADDRESS)
END = thing("title identifier uri", title=LINE, identifier=TEXT, uri=ADDRESS, targetType=either("CASE"))
NAMED = {"identifier": UUID, "uri": ADDRESS, "lastChangeDateTime": MOMENT, "extensions": ANYTHING}
NAMES = "identifier uri lastChangeDateTime"
IN_DOCUMENT = NAMED | {
    "frameworkType": LINE, "caseVersion": {"enum": ["1.1"]}, "creator": LINE, "title": LINE, "officialSourceURL": ADDRESS,
    "publisher": LINE, "description": TEXT, "subject": many(LINE), "subjectURI": many(LINK), "language": LINE,
    "version": LINE, "adoptionStatus": LINE, "statusStartDate": DAY, "statusEndDate": DAY, "licenseURI": LINK,
    "notes": TEXT,
}  # fmt: skip
IN_ITEM = NAMED | {
    "fullStatement": TEXT, "alternativeLabel": LINE, "CFItemType": LINE, "humanCodingScheme": LINE,
    "listEnumeration": LINE, "abbreviatedStatement": LINE, "conceptKeywords": many(LINE), "conceptKeywordsURI": LINK,
    "notes": TEXT, "subject": many(LINE), "subjectURI": many(LINK), "language": LINE, "educationLevel": many(LINE),
    "CFItemTypeURI": LINK, "licenseURI": LINK, "statusStartDate": DAY, "statusEndDate": DAY,
}  # fmt: skip
IN_ASSOCIATION = NAMED | {
    "associationType": either(*TYPES), "sequenceNumber": WHOLE, "originNodeURI": END, "destinationNodeURI": END,
    "CFAssociationGroupingURI": LINK, "notes": TEXT,
}  # fmt: skip
LINKED = f"{NAMES} associationType originNodeURI destinationNodeURI"
DEFINED = f"{NAMES} title hierarchyCode"

GROUPING = thing(f"{NAMES} title", title=LINE, description=TEXT, **NAMED)
CONCEPT = thing(DEFINED, title=LINE, keywords=LINE, hierarchyCode=LINE, description=TEXT, **NAMED)
ITEM_TYPE = thing(
    f"{DEFINED} description", title=LINE, description=TEXT, hierarchyCode=LINE, typeCode=LINE, **NAMED
)
ASSOCIATION = thing(LINKED, **IN_ASSOCIATION)
ASSOCIATION_ALONE = thing(LINKED, CFDocumentURI=LINK, **IN_ASSOCIATION)
ITEM = thing(f"{NAMES} fullStatement", **IN_ITEM)
ITEM_ALONE = thing(f"{NAMES} fullStatement CFDocumentURI", CFDocumentURI=LINK, **IN_ITEM)
DOCUMENT = thing(f"{NAMES} creator title", **IN_DOCUMENT)
DOCUMENT_ALONE = thing(f"{NAMES} creator title CFPackageURI", CFPackageURI=LINK, **IN_DOCUMENT)
DEFINITIONS = thing(
    "",
    CFConcepts=many(CONCEPT),
    CFItemTypes=many(ITEM_TYPE),
    CFAssociationGroupings=many(GROUPING),
    extensions=ANYTHING,
)
PACKAGE = thing(
    "CFDocument",
    CFDocument=DOCUMENT,
    CFItems=many(ITEM),
    CFAssociations=many(ASSOCIATION),
    CFDefinitions=DEFINITIONS,
    extensions=ANYTHING,
)
DOCUMENTS = thing("CFDocuments", CFDocuments=many(DOCUMENT_ALONE, 1))
ITEM_ASSOCIATIONS = thing("CFItem CFAssociations", CFItem=ITEM_ALONE, CFAssociations=many(ASSOCIATION, 1))
CONCEPTS = thing("CFConcepts", CFConcepts=many(CONCEPT, 1))
ITEM_TYPES = thing("CFItemTypes", CFItemTypes=many(ITEM_TYPE, 1))
WORDS = (
    "forbidden", "fullsuccess", "internal_server_error", "invalid_selection_field", "invalid_sort_field",
    "invalid_uuid", "server_busy", "unauthorised_request", "unknownobject",
)  # fmt: skip
MINOR = thing(
    "imsx_codeMinorFieldName imsx_codeMinorFieldValue",
    imsx_codeMinorFieldName=LINE,
    imsx_codeMinorFieldValue={"enum": list(WORDS)},
)
STATUS = thing(
    "imsx_codeMajor imsx_severity",
    imsx_codeMajor={"enum": ["failure", "processing", "success", "unsupported"]},
    imsx_severity={"enum": ["error", "status", "warning"]},
    imsx_description=TEXT,
    imsx_codeMinor=thing("imsx_codeMinorField", imsx_codeMinorField=many(MINOR, 1)),
)


def troubles_in(content, schema):
    """What the schema has against the content: [] is what one wants."""
    validator = jsonschema.Draft202012Validator(schema)
    return [(error.json_path, error.message[:120]) for error in validator.iter_errors(content)]
