"""Home tips at the desk: kept for everyone, chosen for one home, sent in its language, and judged by tip alone."""

from datetime import date

import attrs

from partnership.calendars import school_week_of
from partnership.ids import GuardianId, PupilId, TipId, joined
from partnership.learning import tip_queries
from partnership.learning.tip_choice import TipChoice, choose_tip, seen_by_school
from partnership.learning.tip_queries import TipFigures, Unserved
from partnership.learning.tips import HomeTip, SentTip, TipFeedback, TipWishes
from partnership.ports import Transaction
from partnership.services.dossier import DOSSIER, entry, every_entry, keep_entry, put_entry
from partnership.services.homes import home_now
from partnership.services.supply_desk import SupplyDesk

__all__ = [
    "declare",
    "keep",
    "library",
    "not_working",
    "received",
    "retire",
    "say",
    "send",
    "send_round",
    "suggest",
    "unserved",
]

_WHY = "something a family can do at home"


def keep(at: SupplyDesk, tip: HomeTip) -> HomeTip:
    """Keep a tip, in the place of the one of the same id.

    Raises:
        IllegalStep: It is not the school that keeps it.
    """
    at.school_only("a tip", "be written from home")

    return at.desk.anew(lambda transaction: _put(transaction, at, tip))


def retire(at: SupplyDesk, id: TipId) -> HomeTip:
    """Give a tip no more.

    Raises:
        NotFound: There is no such tip.
        IllegalStep: It is not the school that says so.
    """
    at.school_only("a tip", "be retired from home")

    def work(transaction: Transaction) -> HomeTip:
        return _put(transaction, at, attrs.evolve(entry(transaction, HomeTip, id)[0], retired=True))

    return at.desk.anew(work)


def library(at: SupplyDesk) -> tuple[HomeTip, ...]:
    """Every tip there is; they are for everyone to read, without the goals of others they are for."""
    return at.desk.read(
        lambda transaction: tuple(at.seen(transaction, each) for each in every_entry(transaction, HomeTip))
    )


def declare(at: SupplyDesk, wishes: TipWishes) -> TipWishes:
    """A guardian declares how long a tip may take, what is at home, or that they want none.

    Raises:
        NotFound: They speak for another home.
    """
    whom = at.of_whom(wishes.guardian, "guardian", wishes.guardian)

    def work(transaction: Transaction) -> TipWishes:
        keep_entry(transaction, wishes)
        transaction.append([at.fact("tip_wishes.written", "tip_wishes", whom, _WHY)])
        return wishes

    return at.desk.anew(work)


def suggest(at: SupplyDesk, pupil: PupilId, guardian: GuardianId | None = None) -> TipChoice:
    """Which tip fits a home now, and why this one and no other; nothing is sent.

    To the school what a family wants, has or said of a tip is one reason, without which.

    Args:
        at: The desk.
        pupil: For which pupil.
        guardian: For which home; None is the guardian at the desk.

    Raises:
        NotFound: No guardian who may follow the pupil, or another home's.
    """
    whom = at.of_whom(guardian, "pupil", pupil)

    def work(transaction: Transaction) -> TipChoice:
        home = home_now(transaction, at, pupil, whom)
        choice = choose_tip(every_entry(transaction, HomeTip), home, at.norms)
        if at.is_school or choice.tip is None:
            return seen_by_school(choice) if at.is_school else choice
        return attrs.evolve(choice, tip=at.seen(transaction, choice.tip))

    return at.desk.read(work)


def send(at: SupplyDesk, pupil: PupilId, guardian: GuardianId | None = None) -> SentTip | None:
    """Send the tip that fits a home now, in its language; None when none does.

    Also when two send at one moment, no home gets more a week than the norm.

    Raises:
        NotFound: No guardian who may follow the pupil, or another home's.
    """
    return _send(at, pupil, at.of_whom(guardian, "pupil", pupil))


def _send(
    at: SupplyDesk, pupil: PupilId, whom: GuardianId, tips: tuple[HomeTip, ...] | None = None
) -> SentTip | None:
    """Send one home a tip out of these; None reads all there are."""

    def work(transaction: Transaction) -> SentTip | None:
        home = home_now(transaction, at, pupil, whom)
        out_of = tuple(every_entry(transaction, HomeTip)) if tips is None else tips
        choice = choose_tip(out_of, home, at.norms)
        if choice.tip is None:
            return None
        week = school_week_of(at.today)
        sent = SentTip(
            tip=choice.tip.id,
            pupil=pupil,
            guardian=whom,
            week=week,
            place=home.in_week(week),
            language=choice.language,
            goal=choice.goal,
            sent_on=at.today,
        )
        id = DOSSIER[SentTip].id(sent)
        # The id says which of the week's tips it is, by the same reading as the choice: who was overtaken since is
        # refused, and reads again.
        put_entry(transaction, sent, expected=None)
        fact = at.fact("tip.sent", "sent_tip", id, _WHY, {"tip": sent.tip, "pupil": pupil})
        told = at.letters(
            transaction, "tip-sent", {"tip": id, "pupil": pupil}, [f"guardian:{whom}"], revision=1
        )
        transaction.append([fact], told)
        return sent

    return at.desk.anew(work)


def send_round(at: SupplyDesk) -> tuple[SentTip, ...]:
    """Send every home of every pupil the tip that fits it now; run it once a week, or as often as one likes.

    Raises:
        IllegalStep: It is not the school that sends.
    """
    at.school_only("tips", "be sent to all from home")
    homes = at.desk.read(lambda transaction: tuple(at.families(transaction)))
    tips = library(at)
    sent = (_send(at, pupil, guardian, tips) for pupil, guardian in homes)
    return tuple(each for each in sent if each is not None)


def say(
    at: SupplyDesk,
    pupil: PupilId,
    week: date,
    *,
    place: int = 0,
    tried: bool,
    worked: bool | None = None,
    enjoyed: bool | None = None,
) -> TipFeedback:
    """A guardian says whether they tried a tip, whether it worked and whether they liked it; their last word counts.

    Args:
        at: The desk.
        pupil: About whom the tip was.
        week: A day of the week in which it came.
        place: Which of that week's tips, from 0.
        tried: Whether they tried it.
        worked: Whether it was of use.
        enjoyed: Whether they liked it.

    Raises:
        NotFound: They got no such tip.
        InvalidValue: It worked or was liked without being tried.
    """
    id = joined(pupil, at.caller.guardian, school_week_of(week).isoformat(), place)
    guardian = at.home_only("sent_tip", id)

    def work(transaction: Transaction) -> TipFeedback:
        sent, _ = entry(transaction, SentTip, id)
        said = TipFeedback(
            tip=sent.tip,
            pupil=pupil,
            guardian=guardian,
            week=sent.week,
            place=place,
            tried=tried,
            worked=worked,
            enjoyed=enjoyed,
            at=at.now,
        )
        keep_entry(transaction, said)
        transaction.append([at.fact("tip.answered", "tip_feedback", id, _WHY)])
        return said

    return at.desk.anew(work)


def received(at: SupplyDesk, pupil: PupilId) -> tuple[SentTip, ...]:
    """The tips that came about a pupil, in their order: to a guardian their own, to the school all.

    Raises:
        NotFound: They have nothing to do with this pupil.
    """

    def work(transaction: Transaction) -> tuple[SentTip, ...]:
        at.admit(transaction, pupil, "pupil", pupil)
        found = every_entry(transaction, SentTip, "pupil", pupil)
        own = (each for each in found if at.is_school or each.guardian == at.caller.guardian)
        return tuple(sorted(own, key=lambda each: (each.sent_on, each.place)))

    return at.desk.read(work)


def not_working(at: SupplyDesk) -> tuple[TipFigures, ...]:
    """The tips that do not work, by tip (see `learning.tip_queries.not_working`).

    Raises:
        IllegalStep: It is not the school that asks.
    """
    at.school_only("what families said of tips", "be read from home")
    return at.desk.read(
        lambda transaction: tip_queries.not_working(every_entry(transaction, TipFeedback), at.norms)
    )


def unserved(at: SupplyDesk) -> tuple[Unserved, ...]:
    """The guardians who never got a tip in the language they read (see `learning.tip_queries.never_in_own_language`).

    Raises:
        IllegalStep: It is not the school that asks.
    """
    at.school_only("whom tips reached", "be read from home")

    def work(transaction: Transaction) -> tuple[Unserved, ...]:
        readers = {
            guardian: at.language_of(transaction, guardian) for _, guardian in at.families(transaction)
        }
        return tip_queries.never_in_own_language(readers, every_entry(transaction, SentTip))

    return at.desk.read(work)


def _put(transaction: Transaction, at: SupplyDesk, tip: HomeTip) -> HomeTip:
    keep_entry(transaction, tip)
    transaction.append([at.fact("tip.kept", "home_tip", tip.id, _WHY)])
    return tip
