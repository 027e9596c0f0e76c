"""Words of which the names of roles are made, in small letters. Add to them what is missing.

None of them is a colleague's name by itself. A word that is in neither list is taken for a name.
"""

from __future__ import annotations

_ROLES = """
    adviser advisor advocate agency all analyst assistant auditor authority board carer chair
    champion champions clinician clinicians colleague colleagues commissioner committee constable
    consultant coordinator co-ordinator council counsellor deputy dietitian director doctor doctors
    dpo dsl educator employer everybody everyone executive facilitator governor governors gp gps
    group head headteacher iro iros lado lead leader leaders leads manager managers midwife
    midwives navigator nurse nurses officer officers organiser paediatrician partnership physio
    physiotherapist police practitioner practitioners principal professional professionals
    psychiatrist psychologist registrar representative reviewer safeguarding secretary senco sencos
    sergeant service services solicitor specialist specialists staff student supervisor supervisors
    surgery teacher teachers team teams therapist therapists trainer trainers trainee us visitor
    visitors volunteer volunteers warden we worker workers
"""
"""Each of them says who by itself."""

_BESIDE = """
    a abuse access acting additional admin administration administrative administrator adolescent
    adult adults advanced after alcohol allocated an and approved area assessing assessment at
    attendance behaviour business by care case chief child childcare children children's class
    clinical co commissioning community conference contextual county criminal custody data debt
    deaf designated detective development disabled disability district domestic drug drugs duty
    each early education educational emergency emotional engagement english every exploitation
    fairness family families for forensic form foster from front door general governance hall
    health help hospital housing human in inclusion independent information infant intake
    interim intervention joint justice key language law learning legal liaison line link local
    locality looked main management mash mental multi multi-agency named national needs neglect
    neighbourhood neonatal newly nhs night nursery obstetric of offending office on operational
    operations our parenting participation partner partners pastoral paediatric people performance
    perinatal personal placement planning policy practice pre-birth prevention primary probation
    project protection public qualified quality referral regional resource resources responsible
    reviewing risk school schools screening secondary section senior sexual shift sixth skills
    social speech special strategic strategy substance support supporting targeted the therapy to
    training transition under unit urgent use victim violence vulnerable ward wellbeing whole with
    year years young youth
"""
"""They say who only beside one of the others: 'social' worker, lead 'for' neglect."""

ROLES = frozenset(_ROLES.split())
KNOWN = ROLES | frozenset(_BESIDE.split())
