"""Kind advice on an agreed action: quiet on good ones, one sentence on each thing that lacks."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnsession.packs.smart_words import Sentences, read_smart_words
from learnsession.session.smart import advice

WORDS = read_smart_words(None)
DAY = date(2026, 12, 18)

GOOD = """\
Put a one-page chronology in each supervision file
Audit ten files for the voice of the child and report to the service manager
Ring the school nurse about the missed appointments
SENCO to share the neglect tool with the pastoral team
Health visitor will see both children alone at the next visit
Chronology to be completed in all child protection files
Chronologies put in each file
Write to the integrated care board about information sharing
Ask GP practice for the was-not-brought policy
Team manager to sample five assessments a month
DSL ring early help hub
Invite a health representative to every strategy meeting
Add a prompt on fathers to the supervision template
Make sure fathers are asked about, and record it in the assessment
Follow up missed appointments within 48 hours
Set up a monthly case discussion with the school
Discuss the tool at team meeting and agree who will pilot it
Use the neglect toolkit with every family on a plan
Check whether each sibling has been seen
Refer to MASH where there are three missed visits
Escalate under the professional disagreements policy if no reply in 5 days
Co-produce a leaflet with the young people's forum
Re-refer the family to early help
All staff to complete the domestic abuse e-learning
Supervisor and social worker review the genogram together
Update the genogram
- update genograms
Briefing delivered to all schools
Practice educator runs two workshops on professional curiosity
Hold a reflective session on engaging fathers
Start using the chronology template
Reviewing every file on a plan each month
Remind staff of the policy, then check ten records
We will visit the home at different times of the day
Translate the leaflet into Polish
Nominate a neglect champion
Social worker to speak to dad directly
Draft a one-page guide on thresholds
Please send the minutes to core group members
Named nurse to present case at safeguarding forum
Take the question about thresholds to the partnership
Bring two anonymised examples to the next meeting
Collect feedback from parents after each conference
Learning from the review shared at whole-school training
Build the scale into supervision
Test the new form with three families
Observe a home visit
Map who holds what information on each child
Let's try a pre-meeting before each core group
Give every new starter the seven-minute briefing
Seek consent at the first contact and record why when it is not sought
Contact the housing officer
Report on progress to the board
Think about fathers in every assessment: record what was asked
Monitor attendance weekly and tell the social worker when it drops below 90%
Agree with police how often we hear of callouts
Request quarterly data on re-referrals
Show the film at the next inset day
Ensure that every plan names a lead, and audit it
Devise a script for first calls
Explore the family network with a genogram and draw it in the file
Arrange training for all staff on child sexual abuse
Sign up all midwives for the course
IRO to chase the health plan and let the team know
QA manager dip-sample 8 strategy discussions for health attendance
Complete graded care profile with mum and dad
Obtain written consent from both parents before the next core group
Pull together a list of all fathers not on the system
Swap duty days so that two workers can visit
Flag DNA/WNB on System One
Family support worker to do direct work on wishes and feelings
Ask Tom's class teacher how he presents on Mondays
Bullet-point the learning on one slide
Trial walk-and-talk supervision
Commission an independent sexual abuse medical pathway leaflet
Update Liquidlogic template so that 'who else lives here' is mandatory
Get the police to send callout logs weekly
Carry out an unannounced visit
Rewrite the was-not-brought letter in plain English
Minute-taker to circulate decisions the same day
Offer parents a choice of venue
Print the escalation flow chart for each desk
Midwife and health visitor hold a joint handover at 36 weeks
Raise with the LSCP business manager that thresholds guidance is out of date
Request that the partnership replies on the bruising protocol
Each worker picks one case and draws the genogram
Every DSL completes the neglect audit tool
School to keep a log of what the child says
Speak with the CAMHS duty line before closing
Book the room
Pilot joint visits with adult mental health
Two practitioners to shadow the MASH for a day
Triangulate what parents say with the GP and nursery
Put fathers on the agenda of every core group
Buddy up newly qualified workers
Unpick the last three re-referrals as a team
Sort out access to the police portal
Plot missed appointments on a timeline
Advocate to be offered to each child over 5
Cross-reference siblings' files
Phone interpreter service booked for all visits
Weekly case huddle started on Tuesdays
Discuss at team meeting. Social worker to ring the school
Unravel the plan for each child
Consider at each supervision who is missing from the picture and write it down
Use 'what is it like to be this child' as the first item in supervision
"""

WEAK = """\
Discuss at team meeting
Be aware of disguised compliance
Staff to be aware of the neglect strategy
Remind all staff to complete chronologies
All to consider the role of fathers
Think about how we record
Raise awareness of the neglect tool
Ensure chronologies are up to date
Monitor the situation
To be discussed in supervision
Staff reminded of the escalation policy
Continue to monitor attendance
Make sure everyone understands thresholds
Team to reflect on the review
Encourage staff to attend training
Promote professional curiosity
Note the learning
Managers to remind staff about recording
"""

NO_VERB = """\
Better communication
Training for all staff on neglect
More professional curiosity
Chronologies
Improved information sharing between agencies
A review of cases
Regular supervision
Neglect audit
Audits of ten files
Ongoing support for families
Closer working with schools
Voice of the child in every file
"""


def on_verbs(action: str) -> list[str]:
    """What is said about the verbs of an action that lacks nothing else."""
    said = advice(WORDS, action=action, owner="DSL", due=DAY, measure="Ten files show it.")
    return [each.about for each in said]


@pytest.mark.parametrize("action", GOOD.splitlines())
def test_nothing_is_said_about_a_good_action(action: str) -> None:
    assert on_verbs(action) == []


@pytest.mark.parametrize("action", WEAK.splitlines())
def test_words_after_which_nothing_can_be_seen_are_spoken_of(action: str) -> None:
    assert on_verbs(action) == ["weak"]


@pytest.mark.parametrize("action", NO_VERB.splitlines())
def test_an_action_in_which_nobody_does_anything_is_spoken_of(action: str) -> None:
    assert on_verbs(action) == ["verb"]


def test_the_weak_words_are_said_as_they_were_found() -> None:
    (said,) = advice(WORDS, action="Staff REMINDED of it", owner="DSL", due=DAY, measure="x")
    assert said.words.startswith("After 'reminded', ")


def test_what_lacks_is_asked_for_in_the_order_of_the_boxes() -> None:
    said = advice(WORDS, action="Discuss", owner=" ", measure="\n", level="team")
    assert [each.about for each in said] == ["weak", "owner", "due", "measure"]
    assert all(each.words.endswith("?") and each.words.count("?") == 1 for each in said)


@pytest.mark.parametrize("level", ["service", "partnership"])
def test_what_is_asked_of_others_names_who_carries_it_and_when_a_reply_is_hoped_for(
    level: str,
) -> None:
    def about(carried_by: str = "", reply_by: date | None = None) -> list[str]:
        said = advice(
            WORDS,
            action="Ask for quarterly data",
            owner="DSL",
            due=DAY,
            measure="It comes.",
            level=level,
            carried_by=carried_by,
            reply_by=reply_by,
        )
        return [each.about for each in said]

    assert about() == ["carried-by", "reply-by"]
    assert about("head of service") == ["reply-by"]
    assert about("head of service", DAY) == []


def test_nothing_is_said_before_an_action_is_written() -> None:
    assert advice(WORDS, action=" \n", level="service") == ()


def test_a_sentence_that_was_left_out_is_not_said() -> None:
    quiet = WORDS.model_copy(update={"sentences": Sentences(owner="Who?")})
    assert [each.words for each in advice(quiet, action="Better", level="service")] == ["Who?"]


@given(st.text())
def test_whatever_is_written_gives_at_most_one_sentence_about_its_verbs(action: str) -> None:
    assert len(on_verbs(action)) <= 1
