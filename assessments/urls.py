"""Doors to reviews, certificates and who reads what."""

from django.urls import include, path

from assessments.views import (
    answering,
    assignments,
    certificates,
    cohort_invitations,
    cohorts,
    countersigning,
    cover,
    differences,
    evidence,
    feedback,
    file_changes,
    judging,
    licences,
    looking,
    looking_again,
    looking_ties,
    plans,
    pools,
    questions,
    queue,
    recording,
    reopening,
    review,
    room,
    second_look_records,
    second_looks,
    seen_in_place,
    sign_off,
    signed_off,
    soundness,
    strategies,
    ties,
    verify,
    who_reads,
)

one_review = [
    path("", review.review, name="review"),
    path("ties/", ties.before_reading, name="before-reading"),
    path("accept", queue.offer_accept, name="offer-accept"),
    path("decline", queue.offer_decline, name="offer-decline"),
    path("reply", review.review_reply, name="review-reply"),
    path("sign-off", sign_off.review_sign_off, name="review-sign-off"),
    path("soundness/", soundness.review_soundness, name="review-soundness"),
    path("feedback/", feedback.feedback_add, name="feedback-add"),
    path("feedback/<slug:feedback>/", feedback.feedback_change, name="feedback-change"),
    path("feedback/<slug:feedback>/remove", feedback.feedback_remove, name="feedback-remove"),
    path("ask/<slug:requirement>/", questions.question_ask, name="question-ask"),
    path("questions/<slug:question>/let-go", questions.question_let_go, name="question-let-go"),
    path("reopen", reopening.review_reopen, name="review-reopen"),
    path("agree/<slug:proposal>", countersigning.decision_agree, name="decision-agree"),
    path("together/<slug:proposal>", countersigning.decision_talk, name="decision-talk"),
    path("take-back/<slug:proposal>", countersigning.decision_take_back, name="decision-take-back"),
    path("work/", evidence.review_work, name="review-work"),
    path("undo", judging.review_undo, name="review-undo"),
    path("evidence/<slug:version>/", evidence.review_evidence, name="review-evidence"),
    path(
        "evidence/<slug:version>/changed/<slug:file>",
        file_changes.review_file_changes,
        name="review-file-changes",
    ),
    path("evidence/<slug:version>/seen", seen_in_place.seen_add, name="seen-in-place"),
    path("evidence/<slug:version>/judge/<slug:requirement>", judging.review_judge, name="judge"),
]

reviews = [
    path("", queue.review_queue, name="review-queue"),
    path("room/", room.your_room, name="your-room"),
    path("look-again/", second_looks.look_again, name="look-again"),
    path("look-again/<slug:code>/", second_looks.flag_settle, name="flag-settle"),
    path("<slug:code>/", include(one_review)),
]

of_licences = [
    path("", licences.licences, name="licences"),
    path("record/<slug:code>/", licences.licence_record, name="licence-record"),
    path("<slug:code>/end", licences.licence_end, name="licence-end"),
    path("<slug:code>/countersigner", licences.licence_countersigner, name="licence-countersigner"),
]

one_cohort = [
    path("", cohorts.cohort_detail, name="cohort-detail"),
    path("change/", cohorts.cohort_change, name="cohort-change"),
    path("end", cohorts.cohort_end, name="cohort-end"),
    path("people/", cohort_invitations.cohort_invite, name="cohort-invite"),
    path("people/agree", cohort_invitations.cohort_agree, name="cohort-agree"),
    path("people/add", cohorts.cohort_add, name="cohort-add"),
    path("people/<slug:member>/leave", cohorts.cohort_leave, name="cohort-leave"),
    path("who-needs-what.csv", cohorts.cohort_table, name="cohort-table"),
]

one_certificate = [
    path("", certificates.certificate_detail, name="certificate-detail"),
    path("download", certificates.certificate_download, name="certificate-download"),
    path("name", certificates.certificate_name, name="certificate-name"),
]

one_sample = [
    path("", looking.sample, name="sample"),
    path("evidence/<slug:version>/", looking.sample_evidence, name="sample-evidence"),
    path("before", looking_ties.sample_untied, name="sample-untied"),
    path("note", looking.sample_note, name="sample-note"),
    path("record", looking.sample_record, name="sample-record"),
    path("set-aside", looking.sample_aside, name="sample-aside"),
    path("begin-again", looking_again.sample_begin_again, name="sample-begin-again"),
    path("hand-on", looking.sample_hand_on, name="sample-hand-on"),
]

second_looks_here = [
    path("", strategies.quality, name="quality"),
    path("strategies/", strategies.strategies, name="strategies"),
    path("strategies/new/", strategies.strategy_add, name="strategy-add"),
    path("strategies/<slug:code>/", strategies.strategy, name="strategy"),
    path("plans/", plans.plans, name="plans"),
    path("plans/new/", plans.plan_add, name="plan-add"),
    path("plans/<slug:code>/", plans.plan, name="plan"),
    path("plans/<slug:code>/more/", plans.plan_more, name="plan-more"),
    path("plans/<slug:code>/add/", plans.plan_add_round, name="plan-add-round"),
    path("samples/<slug:code>/", include(one_sample)),
    path("records/<slug:code>/", second_look_records.second_look, name="second-look"),
    path("awards/", strategies.awards_to_look_at, name="awards-to-look-at"),
    path("ties/", looking_ties.ties_looking, name="ties-looking"),
    path("actions/", second_look_records.actions, name="actions"),
    path("actions/<slug:code>/", second_look_records.action, name="action"),
    path("actions/<slug:code>/answer", second_look_records.action_answer, name="action-answer"),
    path("actions/<slug:code>/settle", second_look_records.action_settle, name="action-settle"),
]

urlpatterns = [
    path("reviews/", include(reviews)),
    path("my/standards/<slug:code>/questions/", answering.unit_questions, name="unit-questions"),
    path(
        "my/standards/<slug:code>/questions/<slug:question>/",
        answering.question_answer,
        name="question-answer",
    ),
    path("differences/<slug:code>/", differences.difference, name="difference"),
    path(
        "my/standards/<slug:code>/rounds/<row:round>/<slug:requirement>/differently/",
        differences.see_it_differently,
        name="see-differently",
    ),
    path("recording/", recording.recording, name="recording"),
    path("recording/<slug:code>/", recording.record_add, name="record-add"),
    path("recording/<slug:code>/<slug:evidence>/", recording.record_change, name="record-change"),
    path("quality/", include(second_looks_here)),
    path("signed-off/", signed_off.signed_off_work, name="signed-off-work"),
    path("assignments/", assignments.assignments, name="assignments"),
    path("assignments/pools/", pools.pools, name="pools"),
    path("assignments/pools/<slug:code>/", pools.pool, name="pool"),
    path("assignments/ties/", ties.ties, name="ties"),
    path("assignments/cover/<slug:code>/", cover.cover, name="cover"),
    path("ties/<slug:code>/end", ties.tie_end, name="tie-end"),
    path("my/assessors/", who_reads.who_reads, name="who-reads"),
    path("my/assessors/ties", who_reads.own_tie, name="own-tie"),
    path("assignments/<slug:code>", assignments.assign, name="unit-assign"),
    path("licences/", include(of_licences)),
    path("cohorts/", cohorts.cohort_list, name="cohort-list"),
    path("cohorts/<slug:code>/", include(one_cohort)),
    path("certificates/", certificates.certificate_list, name="certificate-list"),
    path("certificates/<slug:code>/", include(one_certificate)),
    # Anyone may check: no account.
    path("check/", verify.verify, name="verify"),
    path("c/<str:token>", verify.verify_token, name="verify-token"),
]
