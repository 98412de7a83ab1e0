"""Doors to reviews, certificates and who reads what."""

from django.urls import include, path

from assessments.views import (
    assignments,
    certificates,
    differences,
    evidence,
    queue,
    recording,
    review,
    second_looks,
    seen_in_place,
    sign_off,
    signed_off,
    verify,
)

one_review = [
    path("", review.review, name="review"),
    path("accept", queue.offer_accept, name="offer-accept"),
    path("decline", queue.offer_decline, name="offer-decline"),
    path("reply", review.review_reply, name="review-reply"),
    path("sign-off", sign_off.review_sign_off, name="review-sign-off"),
    path("evidence/<slug:version>/", evidence.review_evidence, name="review-evidence"),
    path("evidence/<slug:version>/seen", seen_in_place.seen_add, name="seen-in-place"),
    path("evidence/<slug:version>/judge/<slug:requirement>", evidence.review_judge, name="judge"),
]

reviews = [
    path("", queue.review_queue, name="review-queue"),
    path("look-again/", second_looks.look_again, name="look-again"),
    path("look-again/<slug:code>/", second_looks.flag_settle, name="flag-settle"),
    path("<slug:code>/", include(one_review)),
]

one_certificate = [
    path("", certificates.certificate_detail, name="certificate-detail"),
    path("download", certificates.certificate_download, name="certificate-download"),
    path("name", certificates.certificate_name, name="certificate-name"),
]

urlpatterns = [
    path("reviews/", include(reviews)),
    path("differences/<slug:code>/", differences.difference, name="difference"),
    path(
        "my/standards/<slug:code>/rounds/<row:round>/<slug:requirement>/differently/",
        differences.see_it_differently,
        name="see-differently",
    ),
    path("recording/", recording.recording, name="recording"),
    path("recording/<slug:code>/", recording.record_add, name="record-add"),
    path("recording/<slug:code>/<slug:evidence>/", recording.record_change, name="record-change"),
    path("signed-off/", signed_off.signed_off_work, name="signed-off-work"),
    path("assignments/", assignments.assignments, name="assignments"),
    path("assignments/<slug:code>", assignments.assign, name="unit-assign"),
    path("certificates/", certificates.certificate_list, name="certificate-list"),
    path("certificates/<slug:code>/", include(one_certificate)),
    # Anyone may check: no account.
    path("check/", verify.verify, name="verify"),
    path("c/<str:token>", verify.verify_token, name="verify-token"),
]
