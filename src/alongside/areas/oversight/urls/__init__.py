"""Addresses of oversight."""

from django.urls import path

from alongside.areas.oversight.views import agreements, copies, looks, retention

AGREEMENT = "agreements/<uuid:agreement_id>/"
COPY = "copies/<uuid:request_id>/"
RETENTION = "retention/<uuid:person_id>/"

app_name = "oversight"
urlpatterns = [
    path("", looks.home, name="home"),
    path("looks/", looks.looks, name="looks"),
    path("questions/<uuid:question_id>/", looks.question, name="question"),
    path("glass/", looks.glass_queue, name="glass_queue"),
    path("glass/<uuid:glass_id>/", looks.glass, name="glass"),
    path("held-back/", looks.held, name="held"),
    path("held-back/decide/", looks.hold_back, name="hold_back"),
    path("held-back/<uuid:hold_id>/release/", looks.release, name="release_looks"),
    path("agreements/", agreements.show_register, name="agreements"),
    path("agreements/draft/", agreements.write, name="write_agreement"),
    path(AGREEMENT, agreements.show_agreement, name="agreement"),
    path(f"{AGREEMENT}change/", agreements.change, name="change_agreement"),
    path(f"{AGREEMENT}follow/", agreements.follow, name="follow_agreement"),
    path(f"{AGREEMENT}review/", agreements.review, name="review_agreement"),
    path(f"{AGREEMENT}withdraw/", agreements.withdraw, name="withdraw_agreement"),
    path(f"{AGREEMENT}party/<uuid:organisation_id>/", agreements.party, name="party"),
    path(f"{AGREEMENT}sign/<uuid:organisation_id>/", agreements.sign, name="sign_agreement"),
    path("copies/", copies.show_copies, name="copies"),
    path("copies/ask/", copies.ask, name="ask_for_copy"),
    path(COPY, copies.show_copy, name="copy"),
    path(f"{COPY}item/", copies.item, name="copy_item"),
    path(f"{COPY}opinion/", copies.opinion, name="copy_opinion"),
    path(f"{COPY}release/", copies.release, name="release_copy"),
    path(f"{COPY}sheet/", copies.sheet, name="copy_sheet"),
    path(f"{COPY}download/", copies.download, name="copy_download"),
    path("retention/", retention.clocks, name="clocks"),
    path(RETENTION, retention.retention, name="retention"),
    path(f"{RETENTION}hold/", retention.hold, name="legal_hold"),
    path(f"{RETENTION}hold/<uuid:hold_id>/lift/", retention.lift, name="lift_hold"),
    path(f"{RETENTION}decide/", retention.decide, name="decide_retention"),
]
