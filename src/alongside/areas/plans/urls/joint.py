"""Addresses of missing people, Herbert forms and suicide prevention plans."""

from django.urls import URLPattern, path

from alongside.areas.plans.views import herbert, missing, suicide, suicide_steps

urlpatterns: list[URLPattern] = [
    path("missing/", missing.missing_list, name="missing"),
    path("missing/report/<uuid:person_id>/", missing.report, name="missing_report"),
    path("missing/<uuid:record_id>/", missing.missing_record, name="missing_record"),
    path("missing/<uuid:record_id>/review/", missing.review, name="missing_review"),
    path(
        "missing/<uuid:record_id>/record/<slug:kind>/", missing.record_entry, name="missing_entry"
    ),
    path("missing/entries/<uuid:event_id>/correct/", missing.correct, name="missing_correct"),
    path("missing/<uuid:record_id>/herbert/", herbert.part_two, name="herbert_part_two"),
    path("herbert/our-force/", herbert.holding, name="herbert_holding"),
    path("herbert/<uuid:person_id>/", herbert.herbert_form, name="herbert"),
    path("herbert/<uuid:person_id>/write/", herbert.write, name="herbert_write"),
    path("herbert/<uuid:person_id>/end/", herbert.end, name="herbert_end"),
    path("suicide-prevention/", suicide.suicide_plans, name="suicide_plans"),
    path(
        "suicide-prevention/propose/<uuid:person_id>/",
        suicide_steps.propose,
        name="suicide_propose",
    ),
    path("suicide-prevention/<uuid:plan_id>/", suicide.suicide_plan, name="suicide_plan"),
    path(
        "suicide-prevention/entries/<uuid:event_id>/correct/",
        suicide_steps.correct,
        name="suicide_correct",
    ),
    path("suicide-prevention/<uuid:plan_id>/close/", suicide_steps.close, name="suicide_close"),
    *(
        path(
            f"suicide-prevention/<uuid:plan_id>/{name.replace('_', '-')}/",
            getattr(suicide_steps, name),
            name=f"suicide_{name}",
        )
        for name in (
            "confirm",
            "decline",
            "ask",
            "review",
            "change",
            "contact_made",
            "shared",
            "own_part",
            "anniversary",
            "sign_closing",
            "keep_open",
        )
    ),
]
