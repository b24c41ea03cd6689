"""The words of the field by the ids of `model.kinds`, the same on maps, in exports and in the window."""

from __future__ import annotations

from typing import Any

from .words import N_


class Terms(dict[Any, str]):
    """Words by id. An id that nobody here knows, as another program's file may hold, stands for itself."""

    def __missing__(self, id: Any) -> str:
        return str(id)


LANES = Terms(
    {
        "goal": N_("Stage goal"),
        "actions": N_("Actions"),
        "touchpoints": N_("Touchpoints"),
        "thoughts": N_("Thoughts"),
        "emotion": N_("Emotion curve"),
        "pains": N_("Pains"),
        "moments_of_truth": N_("Moments of truth"),
        "drop_off": N_("Drop-off"),
        "feedback": N_("Feedback"),
        "opportunities": N_("Opportunities"),
        "owner": N_("Owner"),
        "frontstage": N_("Frontstage"),
        "backstage": N_("Backstage"),
        "content": N_("Content"),
        "timing": N_("Timing"),
        "custom": N_("Lane"),
    }
)

CARDS = Terms(
    {
        "goal": N_("Goal"),
        "action": N_("Action"),
        "touchpoint": N_("Touchpoint"),
        "thought": N_("Thought"),
        "pain": N_("Pain"),
        "moment_of_truth": N_("Moment of truth"),
        "opportunity": N_("Opportunity"),
        "note": N_("Note"),
        "text": N_("Text"),
        "entry": N_("Entry"),
        "exit": N_("Exit"),
        "return": N_("Return"),
        "visitor": N_("Only visiting"),
    }
)

LINKS = Terms(
    {
        "flow": N_("Flow"),
        "condition": N_("Condition"),
        "yes": N_("Decision: yes"),
        "no": N_("Decision: no"),
        "causes": N_("Causes"),
        "solves": N_("Solves"),
    }
)

CHANNELS = Terms(
    {
        "word_of_mouth": N_("Word of mouth"),
        "paid": N_("Paid advertising"),
        "organic": N_("Organic search"),
        "social": N_("Social network"),
        "phone": N_("Phone call"),
        "phone_incoming": N_("Call back"),
        "agent": N_("Talk with an agent"),
        "sms": N_("SMS or chat"),
        "mail": N_("Mail"),
        "site": N_("Site"),
        "form": N_("Form"),
        "app": N_("App"),
        "push": N_("Push message"),
        "shop": N_("Shop"),
        "basket": N_("Basket"),
        "payment": N_("Payment"),
        "package": N_("Package"),
        "delivery": N_("Delivery"),
        "meeting": N_("Meeting"),
        "print": N_("Print"),
        "broadcast": N_("TV and radio"),
        "car": N_("Car"),
        "unknown": N_("No channel yet"),
    }
)

MAPS = Terms({"current": N_("Current state"), "future": N_("Future state"), "competitor": N_("Competitor")})
PERSONAS = Terms({"actual": N_("actual"), "ideal": N_("ideal")})
EVIDENCE = Terms({"assumed": N_("Assumed"), "told": N_("Told"), "measured": N_("Measured")})
EXPERIENCE = Terms(
    {
        "negative": N_("Negative"),
        "positive": N_("Positive"),
        "extraordinary": N_("Extraordinary"),
    }
)
SEVERITY = Terms({1: N_("Trivial"), 2: N_("Worked around"), 3: N_("Makes customers leave")})
MEASURES = Terms({"nps": N_("NPS"), "csat": N_("CSAT"), "ces": N_("CES"), "stars": N_("Stars")})
UNITS = Terms({"persons": N_("people"), "sessions": N_("sessions")})

# The default kinds of a moment of truth; users may write their own.
TRUTHS = (N_("First engagement"), N_("First purchase"), N_("First use"), N_("Loyalty"))
