"""Charters for everyone to read, and what people say to them."""

from django.urls import path

from community.views import (
    addresses,
    amendments,
    amendments_writing,
    answers,
    compare,
    links_public,
    talks,
    twins,
)

urlpatterns: list = [
    path("our-charters/", addresses.charters_of_this_place, name="charters"),
    path("ch/<slug:code>/", addresses.charter, name="charter-address"),
    path("ch/<slug:code>/versions/", addresses.versions, name="charter-versions"),
    path("ch/<slug:code>/compare/", compare.compare, name="charter-compare"),
    path("ch/<slug:code>/in/<slug:language>/", addresses.language, name="charter-language"),
    path("cv/<slug:code>/", addresses.version, name="charter-version"),
    path("cl/<slug:code>/", addresses.clause, name="clause-address"),
    # The same as JSON: the last stroke of an address becomes .json
    path("ch/<slug:code>.json", twins.charter_json, name="charter-json"),
    path("ch/<slug:code>/versions.json", twins.versions_json, name="charter-versions-json"),
    path("ch/<slug:code>/compare.json", twins.compare_json, name="charter-compare-json"),
    path("ch/<slug:code>/in/<slug:language>.json", twins.language_json, name="charter-language-json"),
    path("cv/<slug:code>.json", twins.version_json, name="charter-version-json"),
    path("cl/<slug:code>.json", twins.clause_json, name="clause-json"),
    path("ch/<slug:code>/standards/", links_public.charter_crosswalk, name="charter-crosswalk"),
    path("ch/<slug:code>/standards.json", links_public.charter_crosswalk_json, name="charter-crosswalk-json"),
    path("charter/<slug:code>/amendments/", amendments.charter_amendments, name="charter-amendments"),
    path("charter/<slug:code>/amend/", amendments_writing.charter_amend, name="charter-amend"),
    path("charter/amendments/<slug:code>/", amendments.amendment, name="amendment"),
    path("charter/amendments/<slug:code>/for/", amendments.amendment_support, name="amendment-support"),
    path("charter/amendments/<slug:code>/back/", amendments.amendment_withdraw, name="amendment-withdraw"),
    path("charter/amendments/<slug:code>/my-name/", amendments.amendment_name, name="amendment-name"),
    path("charter/amendments/<slug:code>/ask/", amendments.amendment_ask, name="amendment-ask"),
    path("charter/remarks/<slug:code>/answer/", amendments.amendment_answer, name="amendment-answer"),
    path("charter/remarks/<slug:code>/back/", amendments.remark_take_back, name="remark-take-back"),
    path("charter/remarks/<slug:code>/away/", amendments.remark_take_away, name="remark-take-away"),
    path("charter/<slug:code>/answer/", answers.answer, name="charter-answer"),
    path("charter/<slug:code>/not-now/", answers.aside, name="charter-put-aside"),
    path("charter/<slug:code>/talk/", talks.talk, name="charter-talk"),
    path("my/charters/", answers.my_charters, name="my-charters"),
    path("my/charters/<slug:code>/take-back/", answers.take_answer_back, name="charter-take-back"),
    path("my/talks/", talks.talks, name="talks"),
    path("my/talks/<slug:code>/talked/", talks.talked, name="talk-close"),
    path("my/talks/<slug:code>/my-name/", talks.steward_shown, name="steward-shown"),
]
