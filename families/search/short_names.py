"""Forenames that people use for one another: each line is one name and its usual forms."""

GROUPS = tuple(frozenset(line.split()) for line in """
abdul abdullah abd
abigail abi abbie gail
alexander alex alec sandy sasha
alexandra alex sandra sasha lexi
alfred alf alfie
amanda mandy
andrew andy drew
anthony antony tony
barbara barb babs
benjamin ben benny
beverley bev
catherine katherine kathryn kate katie kathy cathy kit
charles charlie chas
charlotte charlie lottie
christine christina chris tina
christopher chris kit
daniel dan danny
danielle dani
david dave davey
deborah debbie deb debra
dominic dom nick
donald don donny
dorothy dot dotty
edward ed eddie ted teddy ned
elizabeth liz lizzie beth betty eliza elsie libby bess
emily em emmy
frances fran francesca frankie
francis frank frankie
frederick fred freddie
gabriel gabe
gareth gaz garry
geoffrey geoff jeffrey jeff
george georgie
gerald gerry jerry
harold harry
henry harry hal
isabella isabel izzy bella
jacob jake
jacqueline jackie jacqui
james jim jimmy jamie
jennifer jen jenny
jessica jess jessie
john jon johnny jack
jonathan jon jonny nathan
joseph joe joey
joshua josh
judith judy
kenneth ken kenny
kimberley kim
lawrence laurence larry laurie
leonard len lenny
lewis louis lou
madeleine maddie
margaret maggie meg peggy rita greta
martin marty
matthew matt matty
michael mike mick mickey
michelle shell chelle
mohammed muhammad mohammad mohamed mo
natalie nat
nathaniel nathan nat
nicholas nick nicky
nicola nicky nikki
oliver ollie
pamela pam
patricia pat patsy tricia trish
patrick pat paddy padraig
peter pete
philip phil pip
rachel rach
raymond ray
rebecca becky becca
richard rich rick ricky dick
robert rob robbie bob bobby bert
ronald ron ronnie
rosemary rose rosie
samantha sam sammy
samuel sam sammy
sarah sara sally
simon si
stephanie steph
stephen steven steve stevie
stuart stewart stu
susan sue suzie susie
terence terry
theodore theo ted
theresa teresa tess terri
thomas tom tommy
timothy tim
valerie val
victoria vicky tori
vincent vince
wesley wes
william will bill billy liam
yasmin jasmine yas
zachary zac zack
""".strip().splitlines())


def other_forms(forename):
    """The other names that people use for this one (plain: no accents or capitals)."""
    return sorted(set().union(*(group for group in GROUPS if forename in group)) - {forename})
