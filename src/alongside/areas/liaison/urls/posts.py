"""Addresses of posts, agreed actions and handovers."""

from typing import Final

from django.urls import URLPattern, path

from alongside.areas.liaison.views import action_plan, actions, handovers, post_feeds, posts

urlpatterns: Final[list[URLPattern]] = [
    path("actions/", actions.actions, name="actions"),
    path("actions/sheet/", actions.actions_sheet, name="actions_sheet"),
    path("actions/plan/", action_plan.plan, name="plan"),
    path("actions/plan/sheet/", action_plan.plan_sheet, name="plan_sheet"),
    path("actions/add/", actions.agree, name="agree_action"),
    path("actions/<uuid:action_id>/", actions.action, name="action"),
    path("actions/<uuid:action_id>/<slug:said>/", actions.say, name="action_say"),
    path("posts/", posts.posts, name="posts"),
    path("posts/open/", posts.open_one, name="open_post"),
    path("posts/<uuid:post_id>/", posts.post, name="post"),
    path("posts/<uuid:post_id>/change/", posts.change, name="change_post"),
    path("posts/<uuid:post_id>/hold/", posts.hold, name="hold_post"),
    path("posts/<uuid:post_id>/leave/", posts.leave, name="leave_post"),
    path("posts/<uuid:post_id>/close/", posts.close, name="close_post"),
    path("posts/<uuid:post_id>/calendar/", post_feeds.show, name="post_feed"),
    path("posts/<uuid:post_id>/calendar/stop/", post_feeds.stop, name="stop_post_feed"),
    path("calendars/<str:word>.ics", post_feeds.feed, name="post_calendar"),
    path("handover/", handovers.handovers, name="handover"),
    path("handover/start/<uuid:post_id>/", handovers.start, name="start_handover"),
    path("handover/<uuid:handover_id>/", handovers.show, name="briefing"),
    path("handover/<uuid:handover_id>/sheet/", handovers.sheet, name="briefing_sheet"),
    path("handover/<uuid:handover_id>/prepare/", handovers.prepare, name="prepare_handover"),
    path("handover/<uuid:handover_id>/confirm/", handovers.confirm, name="confirm_handover"),
    path("handover/<uuid:handover_id>/call-off/", handovers.call_off, name="call_off_handover"),
    path("handover/<uuid:handover_id>/<slug:part>/say/", handovers.say_part, name="say_part"),
    path("handover/<uuid:handover_id>/<slug:part>/read/", handovers.read, name="read_part"),
]
