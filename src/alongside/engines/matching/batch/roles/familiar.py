"""Common words by which a column without a telling title is known for what it is."""

from typing import Final


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


GIVEN_NAMES: Final = _set(
    """
    james john robert michael william david richard thomas charles daniel matthew anthony mark paul
    steven andrew kenneth george joshua kevin brian edward ronald timothy jason jeffrey ryan jacob
    gary nicholas eric jonathan stephen simon peter ian alan graham keith neil martin philip colin
    adam luke jack oliver harry jacob charlie noah oscar alfie leo freddie archie henry arthur
    muhammad mohammed mohammad ahmed ali hassan omar ibrahim yusuf piotr krzysztof andrzej tomasz
    mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa margaret
    sandra ashley emily donna michelle carol amanda melissa deborah stephanie rebecca laura helen
    sharon cynthia kathleen amy angela anna emma nicole ruth katherine christine julie joyce
    victoria kelly lauren joan evelyn olivia amelia isla ava mia ivy lily isabella rosie sophia
    grace freya charlotte poppy ella evie florence alice hannah chloe lucy fatima aisha maryam
    zainab priya anita sunita katarzyna agnieszka
    """
)
FAMILY_NAMES: Final = _set(
    """
    smith jones williams taylor brown davies evans wilson thomas johnson roberts robinson thompson
    wright walker white edwards hughes green hall lewis harris clarke patel jackson wood turner
    martin cooper hill ward morris moore clark lee king baker harrison morgan allen james scott
    phillips watson davis parker price bennett young griffiths mitchell kelly cook carter richardson
    bailey collins bell shaw murphy miller cox richards khan marshall anderson simpson ellis adams
    singh begum wilkinson foster chapman powell webb rogers gray mason ali hunt hussain campbell
    matthews owen palmer holmes mills barnes knight lloyd butler russell fisher barker stevens
    jenkins murray dixon harvey ahmed kaur kowalski nowak okafor o'brien
    """
)
TOWNS: Final = _set(
    """
    london birmingham leeds sheffield bradford liverpool manchester bristol wakefield cardiff
    coventry nottingham leicester sunderland belfast newcastle brighton hull plymouth stoke
    wolverhampton derby swansea southampton salford aberdeen portsmouth york peterborough dundee
    lancaster oxford newport preston norwich chester cambridge salisbury exeter gloucester lisburn
    chichester winchester londonderry carlisle worcester bath durham lincoln hereford armagh
    inverness stirling canterbury lichfield newry ripon bangor truro ely wells edinburgh glasgow
    ipswich luton reading middlesbrough bolton huddersfield blackpool bournemouth swindon
    northampton
    """
)
STREET_WORDS: Final = _set(
    """
    street st road rd avenue ave lane ln close drive dr way court ct crescent cres place pl terrace
    gardens grove hill square mews walk parade circuit row rise view green park boulevard blvd
    highway
    """
)
ORGANISATION_WORDS: Final = _set(
    """
    ltd limited plc inc llc llp corp corporation company co association assoc society trust school
    academy college university centre center hospital clinic church ministry club services service
    group agency council department institute foundation nursery daycare restaurant cafe hotel bar
    grill shop store stores bank police surgery practice partnership hostel care
    """
)
