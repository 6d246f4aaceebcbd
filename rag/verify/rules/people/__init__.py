"""Who did it, who said it, whose it is, and who holds which office.

Somebody else does or says it:

- `roles`: "B will supply A" of "A will supply B", or B said what A said.
- `speech_acts`: "B called it a gift" of "A called it a gift, which B denied".
- `exchanged_subjects`: "Nvidia sets the pace, Korea the course", the wrong way about.
- `only_met`: "B flew home" of "A met B, then flew home".
- `owners`: "India's decision" of "a decision of the EU".
- `joint_speakers`: "A and B reported" of a source that has only A.

Offices:

- `offices`: "Spokesperson Kim" of "minister Kim".
- `office_status`: the head for a deputy, the present one for a former one.
- `affiliations`: "Microsoft's Tim Cook".

They read a text by `actors`, the part that each name plays (`actor`, `english_actors`,
`korean_actors`), and `predicates`, what each subject is said to do.
"""

from __future__ import annotations

from rag.verify.problems import Problem
from rag.verify.rules.case import Case
from rag.verify.rules.people.affiliations import wrong_affiliations
from rag.verify.rules.people.exchanged_subjects import exchanged
from rag.verify.rules.people.joint_speakers import unnamed_speakers
from rag.verify.rules.people.office_status import wrong_office_status
from rag.verify.rules.people.offices import wrong_offices
from rag.verify.rules.people.only_met import done_by_another
from rag.verify.rules.people.owners import wrong_owners
from rag.verify.rules.people.roles import wrong_roles
from rag.verify.rules.people.speech_acts import wrong_speech_acts


def problems(case: Case) -> list[Problem]:
    """Return who does, says, owns or heads it in the source where a claim has somebody else."""
    claim, source, aliases = case.claim, case.source.text, case.aliases
    return [
        # A part that is silent on the roles mends nothing.
        *(problem for part in case.parts for problem in wrong_roles(claim, part.text, aliases)),
        *wrong_speech_acts(claim, source, aliases),
        *exchanged(claim, source, aliases, case.similarity),
        *done_by_another(claim, source, aliases),
        *wrong_owners(claim, source, aliases),
        *unnamed_speakers(claim, source, aliases, case.similarity),
        *wrong_offices(claim, case.around, aliases),
        *wrong_office_status(claim, case.around, aliases),
        *wrong_affiliations(claim, case.around, aliases),
    ]
