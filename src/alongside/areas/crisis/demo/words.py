"""What people say in the demo world. Everybody in it is made up."""

HAPPENING = (
    "Sitting on the wall in the rain, crying, says everything is too loud.",
    "Walking in and out of the road, talking to somebody who is not there.",
    "Has not slept for four days. Frightened that the flat is being watched.",
    "Standing on the wrong side of the railings, holding on with one hand.",
    "Has taken tablets about an hour ago and will not say how many.",
    "Shouting at people passing, then apologising. Cold, no coat.",
    "Rang to say goodbye to her sister. Found on the bench by the river.",
    "Will not come off the end of the platform. Says the train is the only quiet thing.",
    "Has stopped her medication and is giving her things away.",
    "Very low since the anniversary. Says he cannot promise he will be safe tonight.",
)
ADVICE = (
    "Known to us. Quiet place, one person talking, ask about the dog. Try the crisis team first.",
    "Not known here. If he will go by choice, the emergency department will see him.",
    "Has a crisis plan: sister first, then the out-of-hours line. Low light, no touching.",
    "Open to the community team; duty worker can see her this afternoon if she agrees.",
    "Agree this needs assessing tonight. Larch Suite has said it has a room: ring ahead.",
    "Possible overdose: emergency department first, whatever else is decided.",
)
REASONS = (
    "Tried to get past me to the railings twice. Did not agree to come. No other way to keep safe.",
    "Could not tell us where she was or what day it was and kept stepping into the traffic.",
    "Agreed to nothing and would not say what he had taken. Nurse agreed on the phone.",
    "Own team and family both tried first and could not settle it. Still says he will jump.",
)
CHOSEN = (
    "Own duty worker is on the way and she is happy to wait with her brother.",
    "Came to the crisis café by choice, we drove behind. Worker there took over.",
    "Spoke to the crisis line for half an hour from the car. Going home with his mum.",
    "Asked to go to hospital. Ambulance taking her, nurse there told what helps.",
    "Warm drink and a talk. Follow-up from the community team tomorrow morning, agreed.",
)
OWN_WORDS = (
    (
        "I get frightened when people stand behind me. Tell me your name and sit down if you can.",
        "Talking about football. My sister Jo. Somewhere quiet.",
        "Being touched. Sirens. Being told to calm down.",
    ),
    (
        "I hear voices and I can still hear you. Give me time to answer.",
        "One person talking at a time. Writing things down. A cigarette outside.",
        "Radios turned up. Handcuffs. Lots of questions at once.",
    ),
    (
        "If I am at the station I want to be talked to about anything but trains.",
        "Cold water. My dog Biscuit. Knowing what happens next.",
        "Crowds. Being called 'mate'.",
    ),
    (
        "I am autistic. Plain words please. I may not look at you and I am listening.",
        "Headphones, the blue blanket, being told how long things take.",
        "Bright torches. Changing the plan without telling me.",
    ),
    (
        "When I am poorly I walk. I am not running away from you. Walk with me.",
        "Tea with three sugars. Ringing Dolores at the drop-in.",
        "Shouting. My ex being mentioned.",
    ),
)
