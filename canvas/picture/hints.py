"""What an empty lane and an empty map say."""

from __future__ import annotations

from resources.words import N_

LANE_HINTS = {
    "goal": N_("What does the customer want here?"),
    "actions": N_("What does the customer do?"),
    "touchpoints": N_("Where do customer and brand meet?"),
    "thoughts": N_("What does the customer think?"),
    "emotion": N_("Click here to say how the customer feels."),
    "pains": N_("What hurts or holds the customer back?"),
    "moments_of_truth": N_("Where does the customer take an important decision?"),
    "drop_off": N_("Import drop-off to see where customers leave."),
    "feedback": N_("Import feedback to see scores."),
    "opportunities": N_("What would move the customer on?"),
    "owner": N_("Which department answers for this stage?"),
    "frontstage": N_("What does the customer see of the brand's work?"),
    "backstage": N_("What happens behind the scenes?"),
    "content": N_("Which content does the customer need here?"),
    "timing": N_("When and how long?"),
    "custom": N_("Double-click a cell to write."),
}
FIRST_STEPS = (
    N_("1. Name the stages: double-click a title."),
    N_("2. Add touchpoints: double-click a cell."),
    N_("3. Say whose journey it is: drag a persona here."),
)
NO_CURVE = N_("Double-click here to say how %(name)s feels.")
NO_STAGES = N_("Add a stage to begin.")
