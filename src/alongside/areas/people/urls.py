"""Addresses of this area."""

from django.urls import path, register_converter

from alongside.areas.people.views import adding, changing, details, finding, merging, person


class AddingConverter:
    """One of the things that can be added about a person."""

    regex = "|".join(details.ADDINGS)

    def to_python(self, value: str) -> str:
        """Take the word as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Give the word as it stands."""
        return value


register_converter(AddingConverter, "adding")

PAIR = "<uuid:person_id>/same/<uuid:other_id>/"

app_name = "people"
urlpatterns = [
    path("", finding.find, name="find"),
    path("duplicates/", merging.duplicates, name="duplicates"),
    path("joins/<uuid:merge_id>/part/", merging.part, name="part"),
    path("<uuid:person_id>/same/", merging.same_as, name="same_as"),
    path(PAIR, merging.pair, name="pair"),
    path(f"{PAIR}join/", merging.join, name="pair_join"),
    path(f"{PAIR}different/", merging.different, name="pair_different"),
    path(f"{PAIR}ask/", merging.ask, name="pair_ask"),
    path(f"{PAIR}think/", merging.think, name="pair_think"),
    path("add/", adding.add, name="add"),
    path("add/unknown/", adding.add_unknown, name="add_unknown"),
    path("<uuid:person_id>/", person.person, name="person"),
    path("<uuid:person_id>/print/", person.print_sheet, name="print"),
    path("<uuid:person_id>/picture.json", person.as_json, name="json"),
    path("<uuid:person_id>/change/", changing.change, name="change"),
    path("<uuid:person_id>/identify/", adding.identify, name="identify"),
    path("<uuid:person_id>/words/", details.words, name="words"),
    path("<uuid:person_id>/words/withdraw/", details.withdraw_words, name="withdraw_words"),
    path("<uuid:person_id>/add/<adding:what>/", details.add_detail, name="add_detail"),
]
