"""Names, streets and towns that synthetic people are made from. All towns are fictional."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Names:
    """Names that go together.

    Attributes:
        weight: How common in Northmoor.
        ethnicities: Ethnic categories (DOMAIN 4.2), likeliest first.
        men: First names.
        women: First names.
        families: Family names.
        language: Spoken by those who need an interpreter; empty for English.
        feminine: How a family name is said for a woman, where that differs.
    """

    weight: float
    ethnicities: tuple[str, ...]
    men: tuple[str, ...]
    women: tuple[str, ...]
    families: tuple[str, ...]
    language: str = ""
    feminine: Callable[[str], str] | None = None


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _polish(family: str) -> str:
    return f"{family[:-1]}a" if family.endswith(("ski", "cki", "dzki")) else family


PEOPLES: Final = (
    Names(
        62,
        ("A", "A", "A", "A", "C"),
        _words(
            "Jamie Daniel Samuel Thomas Joseph Benjamin Liam Callum Ryan Lee Craig Darren Stuart "
            "Alexander Matthew Luke Kyle Nathan Gary Wayne Keith Trevor Graham Neil Ian Ross Aaron "
            "Connor Jordan Kieran Scott Martin Philip Reece Tyler Harvey Alfie Archie Stanley"
        ),
        _words(
            "Amy Chloe Sophie Emily Elizabeth Jennifer Laura Kirsty Rebecca Hannah Leanne Stacey "
            "Kelly Donna Tracey Sharon Julie Karen Susan Pauline Maureen Jade Paige Ellie Holly "
            "Megan Lauren Gemma Natalie Zoe Abigail Poppy Daisy Freya Isla Beth Carol Lesley"
        ),
        _words(
            "Marsh Harper Thornley Ackroyd Birtwistle Clegg Dunstan Eastwood Fairhurst Garside "
            "Haigh Illingworth Jowett Kershaw Lumb Mallinson Naylor Ogden Pickles Ramsden Sugden "
            "Tordoff Uttley Varley Wadsworth Yeadon Smith Jones Taylor Brown Wilson Johnson Walker "
            "Wright Robinson Thompson White Hughes Edwards Green Hall Wood Harris Clarke Jackson "
            "Turner Hill Cooper Ward Morris Moore Baker King Baxter Bell Carr Dixon Forster"
        ),
    ),
    Names(
        5,
        ("A",),
        _words("Gareth Rhys Dylan Owain Huw Emyr Iestyn Gethin Aled Ieuan Llŷr Siôn"),
        _words("Bethan Carys Rhian Siân Angharad Ffion Nerys Eleri Megan Lowri Gwen Catrin"),
        _words("Davies Evans Thomas Roberts Lewis Morgan Griffiths Price Llewellyn Pritchard Rees"),
    ),
    Names(
        6,
        ("A",),
        _words("Angus Fraser Hamish Ewan Gordon Alasdair Iain Duncan Murdo Lachlan Rory Struan"),
        _words("Morag Eilidh Catriona Fiona Shona Mhairi Ailsa Kirsteen Isobel Rhona Iona Skye"),
        _words(
            "MacDonald MacLeod Campbell Stewart Robertson Murray Fraser Ross Sutherland Sinclair"
        ),
    ),
    Names(
        3,
        ("B",),
        _words("Patrick Declan Sean Ciarán Brendan Eoin Fergal Cormac Niall Pádraig Dermot"),
        _words("Siobhán Aoife Niamh Orla Bridget Sinéad Maeve Róisín Deirdre Gráinne Ciara"),
        ("O'Neill", "O'Connor", "Kelly", "Byrne", "Ryan", "Doyle", "Gallagher", "O'Brien"),
    ),
    Names(
        7,
        ("J", "J", "H", "L"),
        _words(
            "Mohammed Imran Usman Bilal Hamza Tariq Asif Kamran Zeeshan Faisal Arjun Harpreet "
            "Gurdeep Sandeep Rohan Vikram Manjit Ravi Sanjay Nikhil Ibrahim Yusuf"
        ),
        _words(
            "Aisha Fatima Zainab Saima Nadia Rukhsana Shazia Priya Anjali Manpreet Jasleen Simran "
            "Kavita Deepa Meera Sunita Amina Maryam Hafsa Sana Parveen Nasreen"
        ),
        _words(
            "Hussain Khan Ahmed Mahmood Akhtar Iqbal Malik Shah Patel Singh Kaur Sharma Gill "
            "Dhillon Sandhu Chaudhry Mirza Qureshi Rafiq Sidhu"
        ),
        language="Punjabi",
    ),
    Names(
        3,
        ("K",),
        _words("Rahim Shahid Abdul Mizanur Jahangir Tanvir Nazmul Habib Sohel Rashed"),
        _words("Nasima Rahela Shirin Farhana Sultana Ruksana Taslima Jahanara Momtaz Rupa"),
        _words("Rahman Islam Uddin Miah Begum Hoque Choudhury Alam Sarkar Karim"),
        language="Bengali (Sylheti)",
    ),
    Names(
        4,
        ("C",),
        _words("Krzysztof Paweł Tomasz Łukasz Michał Andrzej Marcin Grzegorz Wojciech Zbigniew"),
        _words("Katarzyna Małgorzata Agnieszka Zofia Joanna Elżbieta Barbara Ewa Żaneta Grażyna"),
        _words(
            "Kowalski Nowak Wiśniewski Wójcik Lewandowski Zieliński Kamiński Szymański Woźniak "
            "Jabłoński Dąbrowski Mazur Krawczyk Grabowski"
        ),
        language="Polish",
        feminine=_polish,
    ),
    Names(
        2,
        ("C",),
        _words("Andrei Ionuț Florin Cătălin Marius Bogdan Răzvan Vasile Ștefan Cosmin"),
        _words("Ioana Mihaela Andreea Elena Gabriela Roxana Alina Cristina Lăcrămioara Ana"),
        _words("Popescu Ionescu Dumitru Stan Munteanu Lungu Ciobanu Rusu Țurcanu Moldovan"),
        language="Romanian",
    ),
    Names(
        3,
        ("M", "P", "D"),
        _words("Marlon Delroy Winston Tyrone Leroy Jermaine Curtis Desmond Errol Dwayne Andre"),
        _words("Shanice Marcia Yvonne Sonia Beverley Claudette Jacqueline Keisha Naomi Tanisha"),
        _words("Campbell Grant Francis Bailey Clarke Gordon Powell Blake Henry Reid Barrett"),
    ),
    Names(
        3,
        ("N", "N", "P", "E"),
        _words(
            "Oluwaseun Chukwuemeka Kwame Babatunde Emeka Kofi Tendai Abdi Mohamud Yaw Tunde Farai"
        ),
        _words("Adaeze Folasade Ngozi Abena Chipo Amara Yetunde Efua Hodan Ifrah Thandiwe Rudo"),
        _words(
            "Okafor Adeyemi Mensah Boateng Okonkwo Moyo Ncube Osei Warsame Abdullahi Eze Balogun"
        ),
        language="Somali",
    ),
    Names(
        1,
        ("R", "S", "F"),
        _words("Wei Jun Chi-Ming Minh Quang Hassan Kaveh Dilan Karim Haruki"),
        _words("Mei Xiu Ying Linh Thuy Shirin Leyla Rojin Yasmin Hana"),
        _words("Chan Wong Li Zhang Nguyen Tran Karimi Ahmadi Sato Demir"),
        language="Cantonese",
    ),
)

TOWNS: Final = (
    ("Northmoor", 1),
    ("Northmoor", 2),
    ("Calderbridge", 3),
    ("St Aidan's", 4),
    ("Haverfell", 5),
    ("Skelby", 6),
    ("Thornwick", 7),
    ("Port Ellis", 8),
    ("Brackenfold", 9),
    ("Low Wharton", 10),
    ("Marsham Sands", 11),
    ("Ashgill", 12),
)
"""Town and postcode district."""

STREETS: Final = (
    "Station Road",
    "Mill Lane",
    "Chapel Street",
    "Victoria Terrace",
    "Quarry Bank",
    "Moorside Avenue",
    "Canal Street",
    "Weavers Court",
    "Albert Road",
    "Fellview Close",
    "Harbour Street",
    "Priory Gardens",
    "Tannery Yard",
    "Foundry Street",
    "Larch Grove",
    "Beck Side",
    "Kingfisher Way",
    "Old Colliery Road",
    "Park Crescent",
    "Church Walk",
    "Northgate",
    "Sycamore Drive",
    "Ropewalk",
    "Lighthouse Lane",
)
