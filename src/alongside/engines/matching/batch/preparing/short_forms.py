"""Short forms of given names, each under the name it stands for."""

from typing import Final

_FORMS: Final = """
robert: bob bobby rob robbie bert robin
william: bill billy will willie liam
richard: rick ricky dick rich richie
james: jim jimmy jamie jem
john: jack johnny jon
jonathan: jonny jonty
michael: mike mick mickey mikey
edward: ed eddie ted teddy ned
thomas: tom tommy
david: dave davey
daniel: dan danny
christopher: chris kit
stephen: steve steven
andrew: andy drew
anthony: tony antony
matthew: matt matty
joseph: joe joey
benjamin: ben benny
samuel: sam sammy
nicholas: nick nicky
peter: pete
kenneth: ken kenny
ronald: ron ronnie
patrick: pat paddy
frederick: fred freddie freddy
henry: harry hal
charles: charlie chas chuck
alexander: alex sandy alec
gregory: greg
timothy: tim
philip: phil phillip
lawrence: larry laurie
gerald: gerry jerry
donald: don donnie
raymond: ray
leonard: len lenny
albert: al bertie
mohammed: muhammad mohammad mohamed muhammed mohd mo
elizabeth: liz lizzie beth betty libby eliza elsie
margaret: maggie meg peggy madge margie
catherine: katherine kathryn kate katie kathy cathy kath
katarzyna: kasia
susan: sue susie suzie
patricia: pat patsy tricia trish
jennifer: jen jenny
jessica: jess jessie
rebecca: becky becca
deborah: debbie debra deb
victoria: vicky vikki tori
alexandra: sandra lexi
samantha: sammie
christine: christina chrissie tina
barbara: barb babs
dorothy: dot dotty
florence: flo florrie
josephine: jo josie
joanne: joanna
pamela: pam
sarah: sally sadie
amanda: mandy
jacqueline: jackie
theresa: teresa terry tess
isabella: isabel izzy bella isobel
abigail: abbie abby gail
charlotte: lottie
natalie: nat natasha
eleanor: ellie nell nellie
olivia: liv livvy
krzysztof: krzys
malgorzata: gosia
aleksandra: ola
"""


def _roots() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _FORMS.strip().splitlines():
        whole, _, forms = line.partition(":")
        for form in forms.split():
            found.setdefault(form, whole)
    return found


ROOTS: Final = _roots()
