"""Addresses of this area."""

from django.urls import path

from alongside.areas.directory.views import cover, entries, exchange, finding, places

app_name = "directory"
urlpatterns = [
    path("find/", finding.find, name="find"),
    path("places/", places.show_places, name="places"),
    path("places/add/", entries.add_place, name="add_place"),
    path("places/<uuid:place_id>/", places.show_place, name="place"),
    path("places/<uuid:place_id>/change/", entries.change_place, name="change_place"),
    path("places/<uuid:place_id>/availability/", places.availability, name="availability"),
    path("places/<uuid:place_id>/rang/", places.rang, name="rang"),
    path("claims/<uuid:claim_id>/withdraw/", places.withdraw, name="withdraw"),
    path("confirm/<str:kind>/<uuid:entry_id>/", entries.confirm, name="confirm"),
    path("teams/", cover.show_teams, name="teams"),
    path("teams/add/", entries.add_team, name="add_team"),
    path("teams/<uuid:team_id>/change/", entries.change_team, name="change_team"),
    path("options/add/", entries.add_option, name="add_option"),
    path("options/<uuid:option_id>/change/", entries.change_option, name="change_option"),
    path("cover/<str:seat>/", entries.set_cover, name="set_cover"),
    path("shifts/", cover.show_shifts, name="shifts"),
    path("shifts/plan/", cover.plan_shift, name="plan_shift"),
    path("shifts/<uuid:shift_id>/cancel/", cover.cancel_shift, name="cancel_shift"),
    path("exchange/", exchange.show_exchange, name="exchange"),
    path("exchange/send/", exchange.send, name="send_out"),
    path("exchange/look/", exchange.look, name="look_at_file"),
    path("exchange/take-in/", exchange.confirm, name="take_in"),
    path("contact-sheet/", cover.contact_sheet, name="contact_sheet"),
]
