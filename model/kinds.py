"""The open lists of kinds, by id. Their words are made where they are shown (`resources.words`)."""

CARDS = (
    "goal", "action", "touchpoint", "thought", "pain", "moment_of_truth", "opportunity", "note", "text",
    "entry", "exit", "return", "visitor",
)  # fmt: skip
# Marks: where customers start elsewhere, leave, come back, or never meant to buy.
MARKS = ("entry", "exit", "return", "visitor")
# Connectors between cards; a decision's are its yes and its no.
LINKS = ("flow", "condition", "yes", "no", "causes", "solves")

# The standard lanes, top to bottom, each with the kind of card that typing in its cells makes (None: none).
LANES: dict[str, str | None] = {
    "goal": "goal",
    "actions": "action",
    "touchpoints": "touchpoint",
    "thoughts": "thought",
    "emotion": None,
    "pains": "pain",
    "moments_of_truth": "moment_of_truth",
    "drop_off": None,
    "feedback": None,
    "opportunities": "opportunity",
    "owner": "text",
    "frontstage": "text",
    "backstage": "text",
    "content": "text",
    "timing": "text",
    "custom": "note",
}
HIDDEN_LANES = ("frontstage", "backstage", "content", "timing")

CHANNELS = (
    "word_of_mouth", "paid", "organic", "social", "phone", "phone_incoming", "agent", "sms", "mail", "site",
    "form", "app", "push", "shop", "basket", "payment", "package", "delivery", "meeting", "print",
    "broadcast", "car", "unknown",
)  # fmt: skip

MAPS = ("current", "future", "competitor")
EVIDENCE = ("assumed", "told", "measured")
EXPERIENCE = ("negative", "positive", "extraordinary")
SEVERITY = (1, 2, 3)  # trivial, workaround, leaves

# Scales of a feedback score: id → (lowest, highest, measure). 'r' = reversed (1 is easy).
SCALES: dict[str, tuple[int, int, str]] = {
    "nps": (0, 10, "nps"),
    "csat5": (1, 5, "csat"),
    "csat7": (1, 7, "csat"),
    "ces7": (1, 7, "ces"),
    "ces7r": (1, 7, "ces"),
    "ces5": (1, 5, "ces"),
    "ces5r": (1, 5, "ces"),
    "stars5": (1, 5, "stars"),
}
MEASURES = tuple(dict.fromkeys(measure for _, _, measure in SCALES.values()))  # in the order they are shown
