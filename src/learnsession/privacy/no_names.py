"""Words that stand with a capital after a title or a relation and are nobody's name.

In small letters, without what follows an apostrophe or a hyphen. Add to them what disturbs.
"""

from __future__ import annotations

_NEVER = """
    a about after again all also although always an and another any are as at be because been
    before being both but by can could did do does each even every for from had has have he her
    here hers him his how i if in into is it its just like many may might more most much must my
    neither never no nobody none nor not nothing now of often on once one only or other our out
    over per perhaps said says several shall she should since so some still such than that the
    their them then there these they this those though to today tomorrow too two until up upon us
    very was we went were what when where which while who whoever whom whose why will with without
    would yes yesterday yet you your

    monday tuesday wednesday thursday friday saturday sunday january february march april june
    july august september october november december christmas easter spring summer autumn winter
"""

_OFTEN = """
    act action adult agency agencies assessment authority baby board boards brief briefing bureau
    cafcass camhs care carer carers case cases centre chair charity child childline children
    chronology clinic college commissioner committee community conference consultant core council
    councils county court courts crown department designated director district domestic early
    education emergency england english family families force foster gillick government gp gps
    group guidance health help helpline home homestart hospital house housing hub independent
    inspector involvement justice lead leads legal line local manager mash midwife midwives
    ministry multi national neglect network nhs nspcc nurse nursery officer ofsted operation
    paediatrician panel parent parents partnership people police practice practitioner
    practitioners primary probation professional professionals programme protection protocol
    public question recommendation record records refuge report review reviews risk royal
    safeguarding school schools secretary section service services social society solicitor
    specialist staff standard standards state step street support surgery team teams trust union
    universal university unit visit visiting visitor voice ward welfare women worker workers
    working world young youth

    american asian black british bulgarian caribbean chinese czech european french german gypsy
    indian irish italian kurdish latvian lithuanian muslim pakistani polish portuguese roma
    romanian russian scottish slovak spanish syrian traveller turkish ukrainian welsh white

    absent agreed alcohol alone ambulance anxious arrived asked attended avoided became believed box
    brought called came cancelled champion changed circle complained complaints consented contacted
    cooperated declined denied depressed described did didn died disclosed discussed disengaged does
    doesn don drank drinking drugs encompass engaged entered explained failed felt figure found
    gave given got had hadn has hasn heard hospitalised inclusive informed involved isn isolated
    kept known learning led left lived lives living loss low mental minded missed moved needed needs
    never offender ongoing original pay phoned pregnant prior prison rang refused remained reported
    request returned room seen sent separated showed spoke started stated stayed steps stopped
    struggled substance suffered team telephoned terrified texted tired told took tried turned
    under understood unwell used using violence vulnerable wanted wasn weighed weren went withdrawn
    won work worked works worried wouldn wrote

    allegedly cumbria london norfolk norwich scotland wales whatsapp facebook instagram snapchat
    laming munro unemployed unknown present absent deceased aged
"""

NEVER_NAMES = frozenset(_NEVER.split())
"""Nobody's name, whatever stands before: 'Mr And', 'Mrs Said'."""

NO_NAMES = NEVER_NAMES | frozenset(_OFTEN.split())
"""Not taken for a name after a relation: 'Mum, Police', 'the father (Polish)'. Mr White is one."""
