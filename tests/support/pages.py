"""Every page that opens by its address, by whose it is; the names in braces are ``Known``."""

from collections.abc import Mapping
from typing import Final

from alongside.kernel.actor import Role
from tests.support import pages_reviews

CONTACT, CRISIS = "/plans/contact/{person}/", "/plans/crisis/{person}/"
SUICIDE, MISSING = "/suicide-prevention/{suicide}/", "/missing/{missing}/"
AGREEMENT, COPY = "/oversight/agreements/{agreement}/", "/oversight/copies/{copy}/"
EPISODE, REFERRAL = "/diversion/episodes/{episode}/", "/diversion/referrals/{referral}/"
REPORT = "/diversion/reports/{report}/"
OWN_DOOR, NO_ONE = "their own door", "nobody"
Pages = Mapping[str, str]

NURSE: Final[Pages] = {
    "/crisis/shift/": "Shift handover",
    "/crisis/counts/": "Counts of section 136",
    "/people/add/": "Record a new person",
    "/people/add/unknown/": "Somebody you cannot name yet",
    "/people/{person}/": "Why do you want to see this person?",
    "/people/{person}/?purpose=P6": "Zephyrine Quillwhistle",
    "/people/{person}/words/?purpose=P2": "In their own words",
    "/people/{person}/add/number/?purpose=P2": "Add a number",
    "/people/{person}/print/?purpose=P2": "Zephyrine Quillwhistle",
    "/picture/{person}/glass/?purpose=P6": "Break glass",
    "/picture/{person}/ask/?purpose=P2&category=O": "Ask a senior person",
    "/picture/asked/{asked}/": "Waiting for an answer",
    "/directory/places/": "Places of safety",
    "/directory/places/{place}/": "Larch Suite",
    "/directory/teams/": "Teams and cover",
    "/directory/shifts/": "Shifts this week",
    "/directory/ring/": "Who do I ring now?",
    "/directory/ring/?words=amhp": "An assessment by an AMHP",
    "/directory/contacts/": "Contacts",
    "/directory/contacts/{named}/": "Bridget Callow",
    "/directory/sheets/": "Contact sheets to print",
    "/directory/sheets/ward/{place}/": "Who to ring: Larch Suite",
    "/directory/contact-sheet/": "Contact sheet",
    "/hub/find/": "Find an answer",
    "/messages/": "Your messages",
    "/duty/": "Change duty",
    "/crisis/return/": "This is not open to you",
    "/nothing/here/": "There is no page here",
}
KEYWORKER: Final[Pages] = {
    CONTACT: "Contact plan",
    f"{CONTACT}withdraw/": "Withdraw the contact plan",
    "/plans/contact/draft/{draft}/": "Contact plan draft",
    "/plans/contact/draft/{draft}/words/": "My words",
    "/plans/contact/draft/{draft}/people/": "People to ring",
    "/plans/contact/draft/{draft}/share/": "Who may see this?",
    f"{CONTACT}history/": "Contact plans over time",
    f"{CONTACT}sheet/": "",
    "/plans/choices/{person}/": "Who may see this?",
    "/plans/crisis/draft/{crisis}/": "Crisis plan draft",
    "/plans/crisis/draft/{crisis}/in-force/": "Put the crisis plan in force",
    CRISIS: "Crisis plan",
    f"{CRISIS}history/": "Crisis plans over time",
    "/plans/{person}/ways-in/?purpose=P6": "their own way in",
    "/plans/{person}/ways-in/new/?purpose=P6": "give a way in",
    "/plans/{person}/ways-in/{carer}/close/?purpose=P6": "Close the way in of Marlowe",
    "/plans/put-right/": "Asked to be put right",
    "/plans/put-right/{correction}/": "asks: my name, birthday, address or phone",
    "/herbert/{herbert}/": "Walter Ansty",
    "/herbert/{herbert}/write/": "Herbert Protocol: part 1",
    "/herbert/{herbert}/end/": "End this form",
}
OFFICER: Final[Pages] = {
    "/missing/": "Missing people",
    "/missing/report/{person}/": "Report somebody missing",
    MISSING: "Walter Ansty",
    f"{MISSING}review/": "Review the level",
    f"{MISSING}record/told/": "Add information",
    f"{MISSING}record/found/": "They have been found",
    f"{MISSING}herbert/": "Herbert Protocol: part 2",
    "/missing/entries/{told}/correct/": "Put right: information came in",
}
LEAD: Final[Pages] = {
    "/suicide-prevention/": "Suicide prevention plans",
    "/suicide-prevention/propose/{person}/": "Propose a suicide prevention plan",
    "/suicide-prevention/{proposed}/confirm/": "Confirm this plan for your service",
    "/suicide-prevention/{proposed}/decline/": "Not taken up by your service",
    SUICIDE: "Leah Corrigan",
    f"{SUICIDE}review/": "Review the plan",
    f"{SUICIDE}change/": "Change what the plan says",
    f"{SUICIDE}contact-made/": "Contact with the person",
    f"{SUICIDE}shared/": "Something was shared",
    f"{SUICIDE}own-part/": "Their own part",
    f"{SUICIDE}anniversary/": "A day that may be hard",
    "/suicide-prevention/entries/{met}/correct/": "Put right: contact made with the person",
    "/hub/answers/": "Answers to keep",
    "/hub/answers/write/": "Write an answer",
    "/plans/wording/": "Words in plans",
    "/plans/wording/{wording}/": "",
    "/plans/contact/measures/": "Contact plans: offered and made",
}
GOVERNANCE: Final[Pages] = {
    "/oversight/": "What waits for you",
    "/oversight/looks/": "Looks at people's records",
    "/oversight/looks/?purpose=lawfulness&days=30": "Looks at people's records",
    "/oversight/questions/{question}/": "look",
    "/oversight/glass/": "Broken glass to review",
    "/oversight/held-back/": "Looks kept back",
    "/oversight/held-back/decide/": "Keep looks back from a person",
    "/oversight/agreements/": "Sharing agreements",
    AGREEMENT: "Crisis plans in the control room",
    f"{AGREEMENT}follow/": "Draft what follows NM-01",
    f"{AGREEMENT}review/": "Review NM-01",
    "/oversight/agreements/draft/": "Draft an agreement",
    "/oversight/agreements/{unsigned}/change/": "Change NM-05",
    "/oversight/agreements/{unsigned}/party/{police}/": "Northmoor Police in NM-05",
    "/oversight/agreements/{unsigned}/sign/{police}/": "Northmoor Police signs NM-05",
    "/oversight/copies/": "Requests for a copy",
    "/oversight/copies/ask/": "Somebody asks for their copy",
    COPY: "Copy asked for by Zephyrine Quillwhistle",
    f"{COPY}opinion/": "A health professional's opinion",
    f"{COPY}release/": "Release the copy",
    "/oversight/retention/": "How long records are kept",
    "/oversight/retention/{person}/": "Clocks of record",
    "/oversight/retention/{person}/hold/": "Set a legal hold",
    "/oversight/retention/{person}/hold/{legal}/lift/": "Lift a legal hold",
    "/oversight/retention/{person}/decide/": "Decide on a record",
    "/herbert/our-force/": "Herbert Protocol forms in our force",
    "/audit/": "Who did and saw what",
}
KEEPER: Final[Pages] = {
    "/directory/teams/add/": "Add a team",
    "/directory/places/add/": "Add a place of safety",
    "/directory/shifts/plan/": "Plan a shift",
    "/directory/options/add/": "Add an option for tonight",
    "/directory/contacts/add/": "Add a contact",
    "/directory/contacts/{named}/away/": "When is Bridget Callow away?",
    "/directory/instead/contact/{named}/": "Who answers instead: Bridget Callow",
    "/directory/areas/contact/{named}/": "Areas served: Bridget Callow",
    "/directory/needs/": "Whom to ring for what",
    "/directory/needs/interpreter/": "Whom to ring: An interpreter",
}
COUNTING: Final[Pages] = {
    "/crisis/return/": "",
    "/crisis/counts/": "",
    "/crisis/ledgers/compare/": "Compare two ledgers",
}
ANALYST: Final[Pages] = {"/directory/teams/": ""}
PAGE = "/hub/guide/p/{guide_page}/"
GUIDE: Final[Pages] = {
    "/hub/guide/": "Practice guide",
    PAGE: "The clock",
    f"{PAGE}print/": "The clock",
    f"{PAGE}versions/": "Versions of The clock",
    f"{PAGE}compare/": "What is new in The clock",
    f"{PAGE}read-by/": "How many have read The clock",
    "/hub/guide/p/{guide_draft}/versions/1/write/": "Write Writing",
    "/hub/guide/p/{guide_review}/versions/1/review/": "Review Reviewing",
    "/hub/guide/desk/": "The guide in hand",
    "/hub/guide/law/": "The law quoted",
    "/hub/guide/law/pos.detention_hours/": "How long somebody may be held at a place of safety",
    "/hub/guide/print/": "Practice guide",
    "/hub/practice/": "Good practice",
    "/hub/practice/add/": "Add something that was tried",
    "/hub/practice/{practice}/": "A quiet room",
}
LIAISON: Final[Pages] = {
    "/diversion/": "In custody now",
    "/diversion/custody/add/": "Add people in custody",
    "/diversion/custody/lists/{custody_list}/": "Who is on this list?",
    "/diversion/custody/{suite}/review/": "Go round",
    "/diversion/court/": "In court",
    "/diversion/people/{person}/refer/": "Open an episode",
    EPISODE: "Zephyrine Quillwhistle",
    f"{EPISODE}pass/": "Pass to a colleague",
    f"{EPISODE}record/offered/": "Offer help",
    f"{EPISODE}first-look/": "First look",
    f"{EPISODE}needs/": "What is known of their needs",
    f"{EPISODE}adult/": "Somebody was asked to be the appropriate adult",
    f"{EPISODE}justice/": "Police and court: Zephyrine Quillwhistle",
    f"{EPISODE}justice/charged/": "Charged: Zephyrine Quillwhistle",
    f"{EPISODE}hearings/new/": "List a hearing: Zephyrine Quillwhistle",
    "/diversion/hearings/{hearing}/move/": "Move: hearing at",
    f"{EPISODE}refer/": "Refer to a service",
    f"{EPISODE}refer/{{service}}/": "Refer to",
    "/diversion/referrals/": "Referrals",
    REFERRAL: "Zephyrine Quillwhistle",
    f"{REFERRAL}say/withdrawn/": "Withdraw the referral",
    f"{EPISODE}report/": "A report is asked for",
    "/diversion/reports/": "Reports",
    REPORT: "Zephyrine Quillwhistle",
    f"{REPORT}write/": "Write the report",
    f"{REPORT}consent/": "What may be told?",
    f"{REPORT}release/": "Release the report",
    f"{REPORT}safety/": "Tell custody, for safety",
}
"""Liaison and Diversion: the canary in custody, with a hearing, a referral and a report."""
MEETS, GROUP = "/hub/meetings/{meeting}/", "/hub/groups/{group}/"
MEETINGS: Final[Pages] = {
    "/hub/groups/": "Groups",
    "/hub/groups/new/": "A new group",
    GROUP: "Moorchester group",
    f"{GROUP}terms/": "Terms of reference",
    f"{GROUP}terms/write/": "Terms of reference",
    f"{GROUP}decisions/": "Decisions",
    f"{GROUP}members/{{seat}}/leave/": "Police mental-health lead leaves",
    f"{GROUP}meet/": "Call a meeting",
    "/hub/meetings/papers/{paper}/": "What was counted",
    MEETS: "20",
    f"{MEETS}sheet/": "Moorchester group",
    f"{MEETS}papers/add/": "A paper to read beforehand",
    "/hub/meetings/items/{item}/act/": "An action from this item",
    "/hub/meetings/items/{item}/drop/": "Take it off the agenda",
}
"""A locality group that meets now."""
ASKED = "/hub/questions/{hub_question}/"
HUB_ANSWERER: Final[Pages] = {
    "/hub/": "The hub",
    ASKED: "May somebody keep their phone?",
    "/hub/questions/{hub_process}/": "Which door is open at night?",
    "/hub/questions/": "Questions",
    "/hub/questions/{hub_process}/say/handed_on/": "Hand it on",
    "/hub/questions/{hub_process}/about/": "Whom is it about?",
    "/hub/questions/cover/": "Who answers now",
    "/hub/questions/cover/new/": "Cover a post",
    "/hub/questions/promise/": "How soon do we answer?",
    "/hub/questions/measures/": "How we do",
}
HUB_ASKER: Final[Pages] = {
    "/hub/": "The hub",
    "/hub/ask/": "Ask the hub",
    "/hub/ask/about/{person}/?purpose=P3": "Ask the hub about this person",
    ASKED: "May somebody keep their phone?",
    "/hub/questions/measures/": "This is not open to you",
}
"""Questions to the hub: a lead who answers, and a constable who asks."""
COURSE, ON = "/hub/training/courses/{training_course}/", "/hub/training/sessions/{training_on}/"
TRAINING_KEPT: Final[Pages] = {
    ON: "De-escalation",
    "/hub/training/": "Training",
    "/hub/training/courses/add/": "Add a course",
    COURSE: "De-escalation",
    f"{COURSE}change/": "Change this course",
    f"{COURSE}retire/": "out of the catalogue?",
    f"{COURSE}plan/": "Plan a session",
    f"{ON}change/": "Change this session",
    f"{ON}cancel/": "Call this session off?",
    f"{ON}held/": "Was this session held?",
    f"{ON}came/": "Who came?",
    f"{ON}list/": "Who came, from a list",
    f"{ON}screen/": "De-escalation",
    f"{ON}trainers/": "Who teaches",
    f"{ON}trainers/add/": "Who teaches?",
    "/hub/training/trainers/{training_trainer}/": "Change what is kept of a trainer",
    "/hub/training/in-date/": "Who is in date",
    "/hub/training/in-date/{training_trust}/": "Who is in date",
}
TRAINED: Final[Pages] = {
    "/hub/training/sessions/{training_ahead}/": "De-escalation",
    "/hub/training/mine/": "My training",
    "/hub/training/sign-in/": "Sign in to a session",
    "/hub/training/sessions/{training_said}/say/": "What did you think?",
}
POST, ACTION = "/hub/posts/{post}/", "/hub/actions/{action}/"
HANDOVER: Final = "/hub/handover/{handover}/"
POSTS: Final[Pages] = {
    ACTION: "Put the side door on the map.",
    f"{ACTION}done/": "Say that it is done",
    f"{ACTION}moved/": "Move the day",
    f"{ACTION}given/": "Give it to another post",
    "/hub/actions/": "Actions",
    "/hub/actions/plan/": "Action plan",
    "/hub/actions/add/": "Write down an action",
    "/hub/posts/": "Posts",
    POST: "Liaison lead",
    f"{POST}calendar/": "This post in your calendar",
    f"{POST}hold/": "Who holds it",
    HANDOVER: "Hand over: Liaison lead",
    f"{HANDOVER}prepare/": "Hand over: Liaison lead",
    f"{HANDOVER}confirm/": "Hand over: Liaison lead",
    f"{HANDOVER}sheet/": "Briefing: Liaison lead",
    "/hub/handover/": "Hand over",
}
OWN: Final[Pages] = {
    "/me/": "Hello",
    "/me/words/": "My words",
    "/me/words/print/": "My words",
    "/me/words/write/": "My words so far",
    "/me/words/write/touch/": "How do you feel about being touched?",
    "/me/words/write/people/": "Who should people ring?",
    "/me/words/write/people/add/": "Somebody to ring",
    "/me/words/share/": "Who can see your words?",
    "/me/words/take-back/": "Take your words back?",
    "/me/who-sees/": "Who can see my words",
    "/me/looks/": "Who looked",
    "/me/help/": "Help now",
    "/me/settings/": "How it looks",
    "/me/settings/called/": "What do you like to be called?",
    "/me/put-right/": "Put something right",
    "/me/put-right/ask/": "Say what is wrong",
    "/me/carers/": "Who acts for me",
    "/me/carers/{carer}/take-back/": "Take this back from Marlowe?",
    "/me/close/": "Close this page?",
}
"""The person's own door. Their words are shared, and being changed by a keyworker."""
NOBODY: Final[Pages] = {
    "/me/enter/": "Your own page",
    "/me/enter/code/": "Your code",
    "/me/closed/": "Your page is closed",
    "/sign-in/": "Sign in",
}

EVERYWHERE: Final[Mapping[str, Mapping[str, Pages]]] = {
    "nurse": {"leila.farouk": NURSE},
    "keyworker": {"mina.osei": KEYWORKER},
    "plans together": {"ade.okafor": OFFICER, "tess.holloway": LEAD},
    "liaison": {"fern.abara": LIAISON},
    "guide": {"tess.holloway": {**GUIDE, **POSTS}},
    "groups": {"tess.holloway": MEETINGS},
    "governance": {"hal.brandreth": GOVERNANCE},
    "counting": {"victor.lane": KEEPER, "gwen.fairley": COUNTING, "anika.rowe": ANALYST},
    "questions": {"tess.holloway": HUB_ANSWERER, "ade.okafor": HUB_ASKER},
    "training": {"tess.holloway": TRAINING_KEPT, "ade.okafor": TRAINED},
    "joint reviews": {
        "ade.okafor": pages_reviews.WRITER,
        "tess.holloway": pages_reviews.RUNNER,
    },
    "the person": {NO_ONE: NOBODY, OWN_DOOR: OWN},
}
"""By who signs in; all of one group are walked in one county."""

OFF_SHIFT: Final = {"tess.holloway": Role.LIAISON_LEAD}
LISTED: Final = {"hal.brandreth": ("kept", "legal", "copy", "question")}
"""What stands on lists of theirs before they look."""
STATUSES: Final = {"This is not open to you": 403, "There is no page here": 404}
"""How a page with one of these headings answers; every other one answers 200."""
