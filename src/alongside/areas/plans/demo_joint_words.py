"""What the shared plans of the demo world say. Everybody here is made up."""

from typing import Final

WALTER: Final = {
    "description": "Tall, thin, white hair, stoops. Glasses. A scar on his left hand.",
    "mobility": "Walks well on the flat, two miles and more. Slow on steps.",
    "communication": "Hearing aid in the right ear. Say his name first, then wait.",
    "locator": "None.",
    "address_now": "3 Mill Lane, Skelby",
    "addresses_before": "12 Foundry Row, Moorchester, until 1998",
    "work_and_school": "Calder Mill, as a fitter. Skelby Board School.",
    "phones": "No mobile.",
    "travel": "Does not drive. Takes the 14 bus with his pass.",
    "medical": "Diabetes: he eats at noon, and gets confused when he does not.",
    "medication": "Tablets at breakfast. Without them he is thirsty and tired.",
    "places_found": "The gates of the old mill. The bench by the canal lock.",
    "routines": "Corner shop at nine, for the paper. A walk before tea.",
    "hobbies": "Brass bands, trains, his pigeons.",
    "faith": "Methodist; the chapel on Foundry Row.",
    "calming": "Answers to Wally. Ask about the band. Do not hurry him.",
    "key_people": "Grace, daughter, 07700 900461. Ted, neighbour at number 5.",
}
EDITH: Final = {
    "description": "Small, grey bun, always a cardigan. Uses a stick.",
    "mobility": "A hundred yards, then needs to sit.",
    "medical": "Heart failure. Gets breathless.",
    "places_found": "The bus stop outside the home.",
    "calming": "Hold out your hand and let her take it. Sing.",
    "key_people": "Her niece Joan, 07700 900462.",
}
SAYS: Final = {
    "trigger": "Was at the end of platform 2 for an hour. Staff sat down beside them.",
    "trigger_place": "Moorchester Central, platform 2",
    "location_code": "MCR",
    "immediate_actions": "Staff and an officer stayed and talked. Seen by the triage nurse. "
    "Went home with family.",
    "consent_why": "Talked it through with the triage nurse the same evening.",
    "services": "Community team, weekly. Crisis line number given. GP told.",
    "protective_factors": "Family nearby. A dog. Wants to go back to college.",
    "means_restriction": "Family keeps the tablets. Takes the bus to work for now.",
}
