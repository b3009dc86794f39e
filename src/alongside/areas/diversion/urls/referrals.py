"""Addresses of referrals, and the link a service without an account is sent."""

from django.urls import URLPattern, path

from alongside.areas.diversion.views import referral_links, referrals

urlpatterns: list[URLPattern] = [
    path("referrals/", referrals.board, name="referrals"),
    path("referrals/<uuid:referral_id>/", referrals.show, name="referral"),
    path("referrals/<uuid:referral_id>/say/<slug:kind>/", referrals.say, name="referral_say"),
    path(
        "referrals/<uuid:referral_id>/elsewhere/",
        referrals.choose_elsewhere,
        name="choose_elsewhere",
    ),
    path(
        "referrals/<uuid:referral_id>/elsewhere/<uuid:team_id>/",
        referrals.refer_elsewhere,
        name="refer_elsewhere",
    ),
    path("episodes/<uuid:episode_id>/refer/", referrals.choose, name="choose_service"),
    path("episodes/<uuid:episode_id>/refer/<uuid:team_id>/", referrals.refer, name="refer"),
    path("referrals/<uuid:referral_id>/link/", referral_links.make, name="referral_link_make"),
    path(
        "referrals/<uuid:referral_id>/link/sheet/",
        referral_links.sheet,
        name="referral_link_sheet",
    ),
    path(
        "referrals/<uuid:referral_id>/link/close/",
        referral_links.close,
        name="referral_link_close",
    ),
    path("link/<str:word>/", referral_links.come, name="link"),
    path("link/<str:word>/<slug:kind>/", referral_links.say, name="link_say"),
]
