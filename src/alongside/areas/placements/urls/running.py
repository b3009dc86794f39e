"""Addresses of a fortnight under way: wards, changes, check-ins, issues."""

from typing import Final

from django.urls import URLPattern, path

from alongside.areas.placements.views import check_ins, issues, repairing, wards

urlpatterns: Final[list[URLPattern]] = [
    path("ward/", wards.ward, name="ward"),
    path("ward/<uuid:service_id>/busy/", wards.busy, name="busy"),
    path("ward/busy/<uuid:busy_id>/undo/", wards.not_busy, name="not_busy"),
    path("ward/<uuid:service_id>/notice/", wards.notice, name="notice"),
    path("ward/<uuid:service_id>/notice/down/", wards.notice_down, name="notice_down"),
    path("ward/<uuid:service_id>/notice/sheet/", wards.sheet, name="notice_sheet"),
    path("ward/<uuid:service_id>/no/", wards.said_no, name="said_no"),
    path("ward/no/<uuid:no_id>/end/", wards.end_no, name="end_no"),
    path("ward/<uuid:service_id>/raise/", issues.raise_at_ward, name="raise_at_ward"),
    path("mine/raise/", issues.raise_own, name="raise_own"),
    path("mine/raised/", issues.raised, name="raised"),
    path("<uuid:scheme_id>/repair/", repairing.start, name="repair"),
    path("repairs/<uuid:plan_id>/", repairing.show, name="repair_shown"),
    path("repairs/<uuid:plan_id>/confirm/", repairing.confirm, name="repair_confirm"),
    path("repairs/busy/<uuid:busy_id>/as-is/", repairing.as_is, name="leave_as_is"),
    path("<uuid:scheme_id>/issues/", issues.log, name="issues"),
    path("<uuid:scheme_id>/issues/sheet/", issues.log_sheet, name="issues_sheet"),
    path("<uuid:scheme_id>/issues/raise/", issues.raise_for_scheme, name="raise_issue"),
    path("issues/<uuid:issue_id>/", issues.issue, name="issue"),
    path("issues/<uuid:issue_id>/<slug:kind>/", issues.say, name="issue_say"),
    path("<uuid:scheme_id>/check-ins/", check_ins.list_all, name="check_ins"),
    path("check-ins/<uuid:learner_id>/", check_ins.ask, name="check_in"),
    path("check-ins/<uuid:check_in_id>/followed-up/", check_ins.followed_up, name="followed_up"),
]
