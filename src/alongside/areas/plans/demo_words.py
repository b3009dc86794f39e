"""What people say in the contact plans of the demo world. Everybody in it is made up."""

from collections.abc import Mapping
from typing import Final

from alongside.areas.plans.rules.contact_plan import Permission, PersonToRing

NIGHT: Final = {"out_of_hours_name": "Northmoor night line", "out_of_hours_phone": "01632 960290"}
CARE: Final = {
    "care_team": "Moorchester community team",
    "care_team_phone": "01632 960280",
    "care_team_hours": "Mon to Fri, 9 to 5",
    **NIGHT,
}
SAID: Final[tuple[Mapping[str, str], ...]] = (
    {
        "first_words": "I get frightened when people stand behind me. Tell me your name and sit "
        "down if you can.",
        "helps": "Talking about football.\nSomewhere quiet.\nMy sister Jo on the phone.",
        "worse": "Being touched.\nSirens.\nBeing told to calm down.",
        "words_to_avoid": "Calm down. Attention seeking.",
        "preferred_name": "Jay",
        "looks_unwell": "I go very quiet and walk up and down. I may not answer.",
        "looks_fine": "I make jokes and look at you.",
        "touch": "Ask me first. My left shoulder hurts.",
        "uniform": "Take your hat off if you can.",
        "pets": "Two cats. Jo has a key.",
        "allergies": "Penicillin",
    },
    {
        "first_words": "I hear voices and I can still hear you. Give me time to answer.",
        "helps": "One person talking at a time.\nWriting things down.",
        "worse": "Radios turned up.\nHandcuffs.\nLots of questions at once.",
        "communication_needs": "Short sentences. I read better than I listen.",
        "lights": "Please turn the blue lights off when you are parked.",
        "dogs": "I like dogs, and a police dog is too much.",
        "diabetes": "Type 1. Ask when I last ate. Sugar tablets in my bag.",
    },
    {
        "first_words": "If I am at the station I want to be talked to about anything but trains.",
        "helps": "Cold water.\nMy dog Biscuit.\nKnowing what happens next.",
        "worse": "Crowds.\nBeing called mate.",
        "preferred_name": "Sam",
        "pronouns": "They and them",
        "looks_unwell": "I stand still and stare. I am listening.",
        "pets": "Biscuit needs his tea at six. Mrs Hale at number 9 will have him.",
        "epilepsy": "Fits when I have not slept. Time them. Ambulance after five minutes.",
    },
    {
        "first_words": "I am autistic. Plain words please. I may not look at you and I am "
        "listening.",
        "helps": "Headphones.\nThe blue blanket.\nBeing told how long things take.",
        "worse": "Bright torches.\nChanging the plan without telling me.",
        "sensory_needs": "Noise hurts. A dark car helps.",
        "touch": "Please do not touch me without saying so first.",
        "swallowing": "Small sips. I choke when I am upset.",
    },
    {
        "first_words": "When I am poorly I walk. I am not running away from you. Walk with me.",
        "helps": "Tea with three sugars.\nRinging Dolores at the drop-in.",
        "worse": "Shouting.\nMy ex being mentioned.",
        "words_to_avoid": "Compliance. Manipulative.",
        "dependants": "My mum lives with me and cannot be left overnight.",
        "home_security": "Lock the back door. The gas is the tap under the sink.",
        "restraint_danger": "Weak heart. Lying on my front could stop it.",
    },
    {
        "first_words": "I will say I am fine. Ask me twice.",
        "helps": "A warm drink.\nTalking about my grandchildren.",
        "worse": "Being rushed.\nPeople talking over my head.",
        "language": "Polish. I speak English when I am well.",
        "advance_pointer": "My advance statement is with Moorchester community team.",
        "uniform": "I was a nurse. Uniforms are all right.",
    },
)
RING: Final = (
    PersonToRing("Jo", "my sister", "07700 900171", Permission.TELL),
    PersonToRing("Dolores", "from the drop-in", "01632 960271", Permission.RING),
    PersonToRing("Mrs Hale", "next door", "01632 960272", Permission.DANGER),
    PersonToRing("Lee", "", "", Permission.NEVER),
)
HELD: Final = {
    "first_words": "I want to be listened to.",
    "helps": "Do not convey. Leave her at home until the morning.",
}
