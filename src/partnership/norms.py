"""Norms: every threshold of the practices as data. A school sets its own; these are where it starts.

A norm belongs to the engagement policy that parents help decide, so no other module holds a number of its own.
"""

from collections.abc import Iterator, Mapping

import attrs

from partnership.errors import InvalidInput, InvalidValue, Problem, did_you_mean

__all__ = ["Norm", "Norms", "norms_of"]


@attrs.frozen(kw_only=True)
class Norm:
    """What one norm means.

    Attributes:
        name: The attribute of `Norms` that holds it.
        says: What it asks, in words.
        unit: What it counts, such as `school weeks`.
        default: Where a school starts.
        least: The least a school may set it to.
        most: The most.
        practice: The practice it belongs to, `P01` to `P30`.
    """

    name: str
    says: str
    unit: str
    default: int
    least: int
    most: int
    practice: str


def _norm(default: int, least: int, most: int, unit: str, practice: str, says: str) -> int:
    def within(_: object, attribute: "attrs.Attribute[int]", value: int) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            raise InvalidValue(attribute.name, "expected a whole number")
        if not least <= value <= most:
            raise InvalidValue(attribute.name, f"expected {least} to {most} {unit}, got {value}")

    about = {"unit": unit, "least": least, "most": most, "practice": practice, "says": says}
    field: int = attrs.field(default=default, validator=within, metadata=about)
    return field


@attrs.frozen(kw_only=True)
class Norms:
    """A school's norms, each an integer in its own unit (see `norms_of`).

    Raises:
        InvalidValue: A norm outside its bounds.
    """

    answer_working_days: int = _norm(
        2, 1, 10, "working days", "P01", "A message from home is answered within"
    )
    attempts_per_channel: int = _norm(3, 1, 10, "attempts", "P01", "Another channel is proposed after")
    contact_school_weeks: int = _norm(
        6, 1, 20, "school weeks", "P01", "Individual two-way contact at least every"
    )
    newsletter_school_day: int = _norm(
        10, 1, 20, "school days", "P02", "A missing newsletter is noticed after"
    )
    unread_editions: int = _norm(2, 1, 10, "editions", "P02", "A personal nudge follows after unread")
    pushes_per_week: int = _norm(3, 0, 20, "messages", "P03", "A household gets, a week, at most")
    evening_day_parts: int = _norm(
        2, 1, 3, "parts of the day", "P04", "Parents' evenings are offered on at least"
    )
    evenings_missed: int = _norm(2, 1, 10, "evenings", "P04", "A personal invitation follows after missing")
    first_talk_school_weeks: int = _norm(6, 1, 12, "school weeks", "P05", "The first talk is held within")
    minutes_working_days: int = _norm(5, 1, 20, "working days", "P05", "Minutes of a talk are shared within")
    no_show_school_days: int = _norm(
        10, 1, 40, "school days", "P05", "After a no-show another channel is tried within"
    )
    goal_step_days: int = _norm(60, 7, 365, "days", "P06", "A step of a shared goal lasts at most")
    active_goals: int = _norm(3, 1, 10, "goals", "P06", "A pupil has active at once at most")
    baseline_points: int = _norm(3, 3, 20, "measurements", "P07", "Before a plan starts there are at least")
    home_minutes_per_week: int = _norm(60, 0, 600, "minutes", "P07", "A plan asks of home, a week, at most")
    plan_effect_percent: int = _norm(66, 50, 100, "percent", "P07", "A plan works from an effect (NAP) of")
    plan_integrity_percent: int = _norm(
        80, 0, 100, "percent", "P07", "A plan is carried out when of its steps are done"
    )
    support_plan_weeks: int = _norm(6, 1, 12, "weeks", "P08", "A support plan is adopted within")
    support_evaluation_days: int = _norm(
        365, 30, 366, "days", "P08", "A support plan is evaluated with the parents at least every"
    )
    tips_per_week: int = _norm(1, 0, 7, "tips", "P09", "A family gets homework tips, a week, at most")
    tip_minutes: int = _norm(
        15, 1, 120, "minutes", "P09", "Where a family did not say how long, a tip takes at most"
    )
    tip_again_weeks: int = _norm(8, 1, 52, "weeks", "P09", "A family does not get the same tip again within")
    tip_works_percent: int = _norm(
        50, 0, 100, "percent", "P09", "A tip works when, of those who tried it, it was of use to"
    )
    workshop_day_parts: int = _norm(2, 1, 3, "parts of the day", "P11", "Workshops are offered on at least")
    workshop_follow_up_weeks: int = _norm(
        3, 1, 12, "school weeks", "P11", "After a workshop we ask how it went after"
    )
    workshop_reach_percent: int = _norm(
        60, 0, 100, "percent", "P11", "What a workshop teaches is judged when it reached of the invited"
    )
    workshop_tried_percent: int = _norm(
        50, 0, 100, "percent", "P11", "A workshop works when, of those who answered, it was tried at home by"
    )
    loan_days: int = _norm(21, 1, 366, "days", "P13", "Material is lent for")
    loan_hold_days: int = _norm(7, 1, 60, "days", "P13", "Material is kept aside for who asked for it for")
    link_check_days: int = _norm(90, 1, 366, "days", "P13", "A link to material is looked at every")
    thanks_school_days: int = _norm(10, 1, 40, "school days", "P14", "A deed is thanked for within")
    positive_school_weeks: int = _norm(
        4, 1, 20, "school weeks", "P17", "Good news about each pupil at least every"
    )
    anonymity: int = _norm(5, 3, 50, "answers", "P19", "A result is shown only from at least")
    answer_weight: int = _norm(3, 1, 10, "times", "P19", "One answer weighs at most")
    advice_answer_weeks: int = _norm(6, 1, 26, "weeks", "P20", "Advice is answered, with reasons, within")
    social_map_months: int = _norm(12, 1, 60, "months", "P27", "An entry of the social map is verified every")
    reach_gap_percent: int = _norm(
        80, 50, 100, "percent", "P29", "A group is reached, against the best, at least"
    )
    roster_shrink_percent: int = _norm(
        20, 0, 100, "percent", "P01", "A roster import ends of the links at most"
    )

    @classmethod
    def of(cls, chosen: Mapping[str, int], *, source: str = "norms") -> "Norms":
        """The defaults with a school's own choices.

        Raises:
            InvalidInput: Unknown norms and values out of bounds, all at once.
        """
        known = [norm.name for norm in norms_of()]
        problems = [
            Problem(f"$.{name}", f"unknown norm{did_you_mean(name, known)}", tuple(known))
            for name in chosen
            if name not in known
        ]
        for name in known:
            if name in chosen:
                try:
                    cls(**{name: chosen[name]})
                except InvalidValue as error:
                    problems.append(Problem(f"$.{name}", error.problem))
        if problems:
            raise InvalidInput(problems, source=source)
        return cls(**chosen)


def norms_of(kind: type[Norms] = Norms) -> Iterator[Norm]:
    """What each norm means, in the order of the practices."""
    for field in attrs.fields(kind):
        yield Norm(name=field.name, default=field.default, **field.metadata)
