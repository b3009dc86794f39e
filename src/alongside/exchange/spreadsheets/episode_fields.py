"""What a file of past Liaison and Diversion episodes may hold, and the titles that are guessed."""

from typing import Final

from alongside.exchange.spreadsheets.fields import Field, Shape


def _when(name: str, says: str, *titles: str, needed: bool = False) -> Field:
    return Field(name, Shape.INSTANT, says, titles, needed=needed)


def _words(name: str, says: str, longest: int, *titles: str, needed: bool = False) -> Field:
    return Field(name, Shape.WORDS, says, titles, longest=longest, needed=needed)


def _code(name: str, says: str, system: str, *titles: str) -> Field:
    return Field(name, Shape.CODE, says, titles, system=system)


FIELDS: Final = (
    _words("reference", "Your own reference of the episode; it tells rows apart.", 60,
           "episode reference", "episode id", "case number", "contact id", "id"),
    _when("identified_at", "When somebody was noticed.", "identified at", "identified",
          "date identified", "first seen", "contact date", needed=True),
    _words("site", "The place, by its name or its national code, as it is kept here.", 120,
           "place", "custody suite", "court", "location", "site code", needed=True),
    _words("door", "By which way in: a code of the pathway; Liaison and Diversion when not said.",
           40, "way in", "pathway"),
    _code("source", "Who noticed.", "ld_source", "identified by", "referral source",
          "referred by"),
    _code("offence_group", "What they were suspected of, in a broad group.", "ld_offence_group",
          "offence", "offence type"),
    _words("custody_reference", "Custody record number, which is restricted.", 40,
           "custody record", "custody number", "custody record number"),
    _when("screened_at", "When they were screened.", "screened at", "screening date"),
    _code("screen_result", "What screening found.", "ld_screening_result", "screening result",
          "screening outcome"),
    _code("urgency", "How soon.", "ld_urgency", "priority"),
    _when("offered_at", "When help was offered; when screened where not said.", "offered at",
          "offer date"),
    _code("offer", "The answer.", "ld_offer", "accepted or declined", "consent", "offer outcome"),
    _when("assessed_at", "When the assessment began.", "assessed at", "assessment date"),
    _code("assessment_method", "How.", "ld_assessment_method", "assessment type"),
    _code("assessment_outcome", "How it ended.", "ld_assessment_outcome", "assessment result"),
    Field("vulnerabilities", Shape.CODES, "Those present; none identified where nothing was found.",
          ("needs", "vulnerability", "needs identified"), system="ld_vulnerability"),
    _when("referred_at", "When they were referred on.", "referred at", "referral date"),
    _words("referral_service", "To whom.", 120, "referred to", "service"),
    _when("referral_answered_at", "When the service answered.", "referral response date",
          "answered at"),
    _code("referral_status", "What it said.", "ld_referral_status", "referral outcome"),
    _when("appointment_at", "When the first appointment was.", "first appointment",
          "appointment date"),
    _code("appointment", "Whether they came.", "ld_first_contact", "attended",
          "appointment outcome"),
    _when("report_asked_at", "When a report was asked for.", "report requested at",
          "report requested"),
    _when("report_due_at", "The time of the hearing it was for.", "hearing", "hearing date",
          "report due"),
    _when("report_sent_at", "When it was sent.", "report sent", "report released at"),
    _code("report_level", "How much it told.", "ld_report_level", "report type"),
    _code("justice_outcome", "How the case ended.", "ld_justice_outcome", "case outcome",
          "criminal justice outcome"),
    _when("justice_outcome_at", "When.", "case outcome date"),
    _code("engagement", "How help ended.", "ld_engagement", "discharge reason", "outcome"),
    _when("closed_at", "When the episode was closed.", "closed at", "closed", "discharge date"),
    _words("person_reference", "Your own reference of the person; the same person is then one "
           "person here. Never a name.", 40, "person id", "patient id", "client id"),
    _code("sex", "Sex or stated gender.", "sex", "gender", "sex or gender"),
    Field("age", Shape.AGE, "Age on the day.", ("age at contact", "age"), longest=125),
    Field("born_on", Shape.DAY, "Date of birth; wins over an age.",
          ("date of birth", "dob", "birth date")),
    _code("ethnicity_self", "Ethnicity as the person defined it (16+1 code).", "ethnicity",
          "ethnicity", "ethnic category", "self-defined ethnicity"),
)  # fmt: skip
TIMES: Final = tuple(field.name for field in FIELDS if field.shape is Shape.INSTANT)
