"""The words asked for in the directory."""

from alongside.areas.directory.forms.contacts import (
    AreasForm,
    AwayForm,
    ChainForm,
    ContactForm,
    NeedForm,
)
from alongside.areas.directory.forms.entries import (
    TAKES,
    CoverForm,
    FindForm,
    OptionForm,
    PlaceForm,
    SayForm,
    ShiftForm,
    TeamForm,
)
from alongside.areas.directory.forms.ringing import RingForm

__all__ = [
    "TAKES",
    "AreasForm",
    "AwayForm",
    "ChainForm",
    "ContactForm",
    "CoverForm",
    "FindForm",
    "NeedForm",
    "OptionForm",
    "PlaceForm",
    "RingForm",
    "SayForm",
    "ShiftForm",
    "TeamForm",
]
