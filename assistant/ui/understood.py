"""What a search understood and how it ended: chips, notices, the banner when nobody fits."""

from collections.abc import Sequence

from assistant.domain.search import (
    CONDITION,
    EXCLUSION,
    Constraint,
    Fit,
    Relaxation,
    SearchAnswer,
    SetAside,
    Strength,
    Verdict,
)
from assistant.matching.constraints.zones import zone_words
from assistant.ui import words
from assistant.ui.markup import button, escape, items, note


def chip(constraint: Constraint) -> str:
    """Write one constraint: its state is a button that changes it, beside a button that removes it."""
    said = words.constraint_words(constraint)
    state, other = ("Must", "nice to have") if constraint.hard else ("Nice to have", "a must")
    data = {"kind": constraint.kind, "value": constraint.value}
    look = "must" if constraint.hard else "nice"
    toggle = button(state, "toggle", look="state", label=f"{said}: {state.lower()}. Make it {other}", **data)
    drop = button("×", "drop", look="drop", label=f"Remove: {said}", **data)
    return f'<span class="rp-chip rp-chip-{look}">{toggle}<span>{escape(said)}</span>{drop}</span>'


def chips(constraints: Sequence[Constraint]) -> str:
    """Write all constraints, or say that there are none."""
    if not constraints:
        return '<p class="rp-quiet">No conditions: everybody in the programme is considered.</p>'
    return items(map(chip, constraints), "rp-chips", "What you asked for")


def set_aside_note(parts: Sequence[SetAside]) -> str:
    """Say which wishes were not used for ranking; nothing when there are none."""
    shown = [part for part in parts if part.attribute != CONDITION]  # those have a chip
    unknown = [part for part in shown if part.attribute == EXCLUSION]
    personal = [part for part in shown if part not in unknown]
    notes = [
        (personal, "you can ask the mentor about this yourself.", "Not used for ranking."),
        (
            unknown,
            "what is to be avoided here was not understood; say it as a condition, or read the profiles.",
            "Not used.",
        ),
    ]
    return "".join(note(f"{_quoted(some)}: {why}", "aside", title=title) for some, why, title in notes if some)


def _quoted(parts: Sequence[SetAside]) -> str:
    return ", ".join(f"“{part.text}”" for part in parts)


def zone_note(constraints: Sequence[Constraint]) -> str:
    """Say that the goal itself gave the time zone; nothing when it did not."""
    zone = next((one.asker_zone for one in constraints if one.asker_zone), "")
    return note(f"{zone_words(zone)}, as you wrote.", "aside", title="Your time zone:") if zone else ""


def relax_buttons(options: Sequence[Relaxation]) -> str:
    """Offer to search again without a constraint, saying how many people that lets in."""
    rows = []
    for option in options:
        need = words.constraint_words(option.constraint)
        who = "1 more mentor" if option.mentors == 1 else f"{option.mentors} more mentors"
        data = {"kind": option.constraint.kind, "value": option.constraint.value}
        rows.append(button(f"Without “{need}”: {who}", "drop", look="relax", **data))
    return items(rows, "rp-relax", "What you could give up")


def banner(answer: SearchAnswer) -> str:
    """Say how the search ended, where that needs saying."""
    if answer.verdict is Verdict.NOBODY_FITS:
        return _nobody(answer)
    if answer.verdict is Verdict.NAME:
        one = len(answer.matches) == 1
        words_ = "You typed a name, so the profile is opened." if one else "You typed names; nobody is ranked."
        return note(words_, title="Found by name.")
    if answer.verdict is Verdict.NOT_UNDERSTOOD:
        return note(
            "Say in a sentence or two what you want help with, as you would to a colleague.",
            title="That could not be read as a goal.",
        )
    if answer.verdict is Verdict.NO_MENTORS:
        return note("Import mentors on the Import tab, then search again.", title="There are no mentors yet.")
    return ""


def _nobody(answer: SearchAnswer) -> str:
    """Say that nobody fits: because of the conditions where they keep all away, else because of the wish."""
    required = any(one.hard for one in answer.understanding.constraints)
    fail = any(one.constraint.hard and one.fit is Fit.FAILED for match in answer.matches for one in match.checks)
    title = "Nobody in this programme fits that."
    if fail or (required and not answer.matches):
        title = "Nobody in this programme meets all that you require."
    next_step = "Try other words, or ask your coordinator."
    if answer.matches:
        next_step = "Below are the nearest, so that you can judge for yourself."
    elif required:
        next_step = "Remove a condition above, or make it nice to have."
    return note(next_step, "nobody", title=title, more=relax_buttons(answer.relax))


def count_words(answer: SearchAnswer, limit: int) -> str:
    """Head the list: how many can help, or that these are the first of more; and in which order."""
    count = sum(match.strength is not Strength.WEAK for match in answer.matches)
    if answer.verdict is Verdict.NOBODY_FITS:
        return "The nearest" if answer.matches else ""
    if answer.verdict is Verdict.NAME or not count:
        return ""
    if count >= limit:
        return f"The first {count} who can help, best first"
    return "1 mentor who can help" if count == 1 else f"{count} mentors who can help, best first"


def understanding(answer: SearchAnswer) -> str:
    """Write everything above the cards but the verdict: chips, words set aside, notices."""
    notices = "".join(note(words_) for words_ in answer.notices)
    if answer.verdict in {Verdict.NAME, Verdict.NOT_UNDERSTOOD, Verdict.NO_MENTORS}:
        return notices
    found = answer.understanding
    return (
        '<section class="rp-understood" aria-labelledby="rp-understood"><h3 id="rp-understood">What I understood</h3>'
        f"{chips(found.constraints)}{zone_note(found.constraints)}{set_aside_note(found.set_aside)}</section>{notices}"
    )
