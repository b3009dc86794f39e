"""Courses of the fictional county, and the days on which each was or will be taught."""

from dataclasses import dataclass
from typing import Final

from alongside.areas.liaison.rules.training_courses import CourseWords
from alongside.kernel.actor import Role

FRONT_LINE: Final = (
    Role.RESPONSE_OFFICER,
    Role.POLICE_SUPERVISOR,
    Role.CUSTODY_OFFICER,
    Role.TRIAGE_CLINICIAN,
    Role.CONTROL_ROOM_CLINICIAN,
)
HANDS: Final = (
    Role.RESPONSE_OFFICER,
    Role.CUSTODY_OFFICER,
    Role.PLACE_OF_SAFETY_COORDINATOR,
    Role.TRIAGE_CLINICIAN,
)


@dataclass(frozen=True, slots=True)
class DemoCourse:
    """A course, and on how many days ago each session began; below nothing is still to come."""

    words: CourseWords
    days_ago: tuple[int, ...]
    where: str
    places: int = 14
    taught_by_experience: bool = False
    starts: str = "09:30"


COURSES: Final = (
    DemoCourse(
        CourseWords(
            "Voices, sirens and me",
            "Three people who have been met by police in a crisis say what helped and what made it "
            "worse. You leave with two things to do on your next call.",
            FRONT_LINE,
            24,
            150,
            "People who have used services, with a triage nurse",
            "## Before you come\n\nThink of one call that went well and one that did not.\n\n"
            "## Afterwards\n\n- What they asked of us, on one page: ask the liaison lead for it\n"
            "- [Hearing Voices Network](https://www.hearing-voices.org/)",
            "hearing voices\nwhat is it like for them\nlived experience",
        ),
        (690, 598, 508, 417, 326, 236, 149, 61, -8),
        "The learning room, Beacon House",
        places=6,
        taught_by_experience=True,
        starts="13:30",
    ),
    DemoCourse(
        CourseWords(
            "A night in one day: simulation",
            "Officers, nurses and AMHPs play four calls from the first ring to the hand-over, with "
            "actors, and stop to ask why. Nobody is marked.",
            (Role.RESPONSE_OFFICER, Role.TRIAGE_CLINICIAN, Role.AMHP, Role.CONTROL_ROOM_CLINICIAN),
            36,
            420,
            "Simulation team of the trust, with actors",
            "## The four calls\n\n1. A bridge\n2. A kitchen, and a door that stays shut\n"
            "3. A man who has not slept\n4. The wait in the emergency department",
            "simulation\nrole play\npractise a call",
        ),
        (640, 459, 280, 101, -22),
        "Simulation suite, Northmoor College",
        places=10,
    ),
    DemoCourse(
        CourseWords(
            "First words",
            "Half an hour on the first sentence: your name, why you are here, what happens next. "
            "Short enough for a briefing.",
            FRONT_LINE,
            24,
            30,
            "A liaison nurse, at a shift briefing",
            "Say your first name. Say why you came. Ask what would help. Wait.",
            "what do I say first\nopening line\nhow to start",
        ),
        (702, 521, 340, 162, 19),
        "Briefing room, Moorchester police station",
        places=20,
        starts="14:00",
    ),
    DemoCourse(
        CourseWords(
            "Have a Word",
            "How to raise drink or drugs in two minutes without a lecture, and where to send "
            "somebody who says yes.",
            (Role.RESPONSE_OFFICER, Role.CUSTODY_OFFICER, Role.DIVERSION_PRACTITIONER),
            36,
            90,
            "Recovery workers of Harbour Light",
            "- The two-minute talk, as a card for a pocket\n- Who takes self-referrals, by town",
            "drinking\nbrief advice\ndrugs",
        ),
        (579, 381, 178, -15),
        "Harbour Light, Quay Street",
        places=16,
    ),
    DemoCourse(
        CourseWords(
            "Blue Light: looking after each other",
            "What hard calls do to those who go, how to notice it in a colleague, and what your "
            "service offers. For all blue-light staff.",
            (),
            None,
            120,
            "Peer supporters from police and ambulance",
            "Peer supporters answer on every shift. Nothing you tell them goes on a record.",
            "stress\ntrauma\nlooking after myself\nwelfare",
        ),
        (560, 301, 44),
        "Ambulance station, Larkhill",
        places=24,
    ),
    DemoCourse(
        CourseWords(
            "Finding Walter: a film about dementia",
            "A twenty-minute film of one night out in the cold, then talk: what the family knew, "
            "what was asked, and how a Herbert Protocol form would have helped.",
            (Role.RESPONSE_OFFICER, Role.POLICE_SUPERVISOR, Role.KEYWORKER),
            None,
            60,
            "A carer and a missing-people officer",
            "The film is lent by the liaison lead. See also the guide on missing people.",
            "dementia\nHerbert Protocol\nold person missing",
        ),
        (620, 441, 199, 76),
        "Online",
        places=40,
        taught_by_experience=True,
        starts="16:00",
    ),
    DemoCourse(
        CourseWords(
            "De-escalation, hands last",
            "Space, voice, time and who leaves the room. Half a day, with the restraint policy of "
            "both services side by side.",
            HANDS,
            12,
            240,
            "A ward nurse, a police trainer and somebody who has been restrained",
            "## What both policies say\n\n- One person talks\n- Somebody watches the breathing\n"
            "- Write down what was tried first",
            "restraint\ncalm down\nviolence on a ward",
        ),
        (655, 481, 372, 341, 0, -6),
        "Gym 2, Beacon House",
        places=12,
        taught_by_experience=True,
    ),
    DemoCourse(
        CourseWords(
            "Asking about suicide",
            "To ask in plain words, to listen to the answer, and to make a plan for tonight that "
            "somebody else knows of.",
            (Role.RESPONSE_OFFICER, Role.CONTROL_ROOM_CLINICIAN, Role.DIVERSION_PRACTITIONER),
            24,
            180,
            "The suicide prevention lead and a bereaved parent",
            "The plan for tonight is on the contact page, under what else could work.",
            "suicidal\nself-harm\nhow do I ask",
        ),
        (541, 262, 92, -27),
        "Library, Moorchester Town Hall",
        taught_by_experience=True,
    ),
    DemoCourse(
        CourseWords(
            "Section 136, from street to hand-over",
            "The conditions, the consultation, the clock, and a hand-over that both sides sign. "
            "Brought up to date when the law is.",
            (Role.RESPONSE_OFFICER, Role.PLACE_OF_SAFETY_COORDINATOR, Role.POLICE_SUPERVISOR),
            24,
            90,
            "The liaison lead",
            "Read the practice guide first: the numbers there are those of the law in force.",
            "136\ndetaining somebody\nplace of safety",
        ),
        (610, 402, 211, 26),
        "Briefing room, Moorchester police station",
        places=20,
        starts="14:00",
    ),
    DemoCourse(
        CourseWords(
            "Autism and learning disability at the roadside",
            "What looks like defiance and is not; lights, noise and touch; the words to use.",
            (Role.RESPONSE_OFFICER, Role.CUSTODY_OFFICER, Role.DIVERSION_PRACTITIONER),
            36,
            120,
            "Autistic trainers of Northmoor Voices",
            "The card they carry, and what to do when somebody hands it to you.",
            "autistic\nlearning disability\nnot answering me",
        ),
        (352, 121, -29),
        "The Old Chapel, Larkhill",
        taught_by_experience=True,
    ),
)
THOUGHTS: Final = (
    "I will say my name and sit down before I ask anything.",
    "More time with the people who came to talk, less on slides.",
    "Ask who knows the person before deciding.",
    "I will ring the nurse from the car, not from the door.",
    "Do this with the control room there too.",
    "Hearing it from somebody it happened to changed how I think of it.",
)
