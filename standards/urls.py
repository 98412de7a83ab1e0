"""Standards for everyone to read: by short address, as a print, as JSON, by searching, and as CASE."""

from django.urls import path, re_path

from standards.views import addresses, awards, case, crosswalks, glossary, search, twins

# 1EdTech CASE 1.1; every address is the specification’s own, so none ends in a stroke.
CASE = {
    "CFDocuments": case.document,
    "CFPackages": case.package,
    "CFItems": case.item,
    "CFItemAssociations": case.item_associations,
    "CFAssociations": case.association,
    "CFAssociationGroupings": case.association_grouping,
    "CFItemTypes": case.item_type,
    "CFConcepts": case.concept,
    "CFSubjects": case.none_of_these,
    "CFLicenses": case.none_of_these,
    "CFRubrics": case.none_of_these,
}

urlpatterns = [
    path("ims/case/v1p1/CFDocuments", case.documents, name="case-documents"),
    *[
        path(f"ims/case/v1p1/{kind}/<str:identifier>", view, name=f"case-{kind}")
        for kind, view in CASE.items()
    ],
    re_path(r"^ims/case/", case.unknown, name="case-unknown"),
    path("awards/", awards.award_list, name="award-list"),
    path("awards/<slug:code>/", awards.award_detail, name="award-detail"),
    path("crosswalks/<slug:code>/", crosswalks.crosswalk_detail, name="crosswalk-detail"),
    path("s/<slug:code>/", addresses.standard, name="standard-address"),
    path("s/<slug:code>/versions/", addresses.versions, name="standard-versions"),
    path("v/<slug:code>/", addresses.version, name="version-address"),
    path("r/<slug:code>/", addresses.requirement, name="requirement-address"),
    path("standards/search/", search.search, name="standards-search"),
    path("glossary/", glossary.glossary, name="glossary"),
    path("sitemap.xml", twins.sitemap, name="sitemap"),
    # The same as JSON: the last stroke of an address becomes .json
    path("standards.json", twins.suites_json, name="suites-json"),
    path("standards/search.json", twins.search_json, name="search-json"),
    path("glossary.json", twins.glossary_json, name="glossary-json"),
    path("crosswalks/<slug:code>.json", crosswalks.crosswalk_json, name="crosswalk-json"),
    path("awards.json", twins.awards_json, name="awards-json"),
    path("awards/<slug:code>.json", twins.award_json, name="award-json"),
    path("s/<slug:code>/versions.json", twins.versions_json, name="versions-json"),
    path("s/<slug:code>.json", twins.standard_json, name="standard-json"),
    path("v/<slug:code>.json", twins.version_json, name="version-json"),
    path("r/<slug:code>.json", twins.requirement_json, name="requirement-json"),
    re_path(r"^(?P<address>[\w/-]+)\.json$", twins.page_json, name="page-json"),
]
