from django.urls import path

from portfolios.views import carry_over, dashboard, endings, evidence, files, pursuits, sharing, units

urlpatterns = [
    path("my/", dashboard.dashboard, name="dashboard"),
    path("my/standards/start", units.unit_start, name="unit-start"),
    path("my/standards/<slug:code>/", units.unit_detail, name="unit-detail"),
    path("my/standards/<slug:code>/carry-over/", carry_over.unit_carry_over, name="carry-over"),
    path("my/standards/<slug:code>/claims", units.claim_set, name="claim-set"),
    path("my/standards/<slug:code>/match/<slug:requirement>/", units.unit_match, name="unit-match"),
    path("my/standards/<slug:code>/share", sharing.unit_share, name="unit-share"),
    path("my/awards/start", pursuits.pursuit_start, name="pursuit-start"),
    path("my/awards/<slug:code>/", pursuits.pursuit_detail, name="pursuit-detail"),
    path("my/awards/<slug:code>/set-aside", pursuits.pursuit_set_aside, name="pursuit-set-aside"),
    path("my/awards/<slug:code>/newest-rules", pursuits.pursuit_follow, name="pursuit-follow"),
    path("my/evidence/", evidence.evidence_list, name="evidence-list"),
    path("my/evidence/add", evidence.evidence_add, name="evidence-add"),
    path("my/evidence/<slug:code>/", evidence.evidence_detail, name="evidence-detail"),
    path("my/evidence/<slug:code>/change", evidence.evidence_change, name="evidence-change"),
    path("my/evidence/<slug:code>/delete", endings.evidence_delete, name="evidence-delete"),
    path("my/evidence/<slug:code>/take-back", endings.evidence_withdraw, name="evidence-withdraw"),
    path("files/<slug:code>/", files.file_read, name="file-read"),
    path("files/<slug:code>/view", files.file_view, name="file-view"),
    path("files/<slug:code>/pages/<int:number>", files.file_page, name="file-page"),
    path("files/<slug:code>/thumbnail", files.file_thumbnail, name="file-thumbnail"),
    path("files/<slug:code>/download", files.file_download, name="file-download"),
    path("files/<slug:code>/remove", files.file_remove, name="file-remove"),
]
