"""What the holder of a feed may see: decided anew each time it is read, for a link may have ended an hour ago."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property

from partnership.conferences.booking import Booking
from partnership.ids import PupilId
from partnership.people.disclosure import Aspect, Inquiry, Role, Viewer
from partnership.people.feed_addresses import FeedNotice, FeedOf
from partnership.people.guardians import Guardian
from partnership.people.households import Household
from partnership.people.staff import StaffMember
from partnership.people.standing import Decision, Verdict
from partnership.ports import Jurisdiction, Transaction
from partnership.services.circle import Circle
from partnership.services.families import family_record
from partnership.services.people import known
from partnership.services.persons import person_of
from partnership.services.views import Views

__all__ = ["FeedStanding"]

_KINDS: dict[str, type[Guardian | StaffMember]] = {"guardian": Guardian, "staff": StaffMember}


class FeedStanding:
    """One holder on one day, judged by the house, the law and the school's plug-ins like every other look at a record.

    Args:
        transaction: Where the records are.
        notice: Whose feed, and of what.
        on: The day.
        law: Whose law votes; with None nothing but the school's dates is seen.
        voters: Votes of plug-ins, which can only narrow.
    """

    def __init__(
        self,
        transaction: Transaction,
        notice: FeedNotice,
        *,
        on: date,
        law: Jurisdiction | None,
        voters: Iterable[Callable[[Inquiry], Decision]] = (),
    ) -> None:
        self._transaction = transaction
        self._notice = notice
        self._on = on
        self._kind, self._id = person_of(notice.holder)
        viewer = Viewer(role=Role(self._kind), id=self._id)
        self._views = Views(transaction, viewer, on=on, jurisdiction=law, voters=voters)
        self._circle = Circle(transaction, viewer, on)
        self._seen: dict[tuple[frozenset[str], frozenset[str]], bool] = {}

    @property
    def holds(self) -> bool:
        """Whether there is anything to read for them at all.

        They are known and have not left or died. A guardian is linked to a pupil today; for a feed that tells of talks the
        law lets them be told about one, and for a family's they live in that household, with that pupil. Staff may see
        their own talks.
        """
        if not self._is_here:
            return False
        if self._kind == "guardian":
            linked = self._circle.pupils_of(self._id)
            return bool(linked if self._notice.of is FeedOf.DATES else self.pupils)
        return self._notice.of is FeedOf.DATES or self._allows(Aspect.TALK, {self._notice.holder})

    @cached_property
    def pupils(self) -> frozenset[PupilId]:
        """The pupils of whom a guardian may be told; in a feed of a family, those of them who live there."""
        linked = self._circle.pupils_of(self._id)
        if self._notice.household is not None:
            home = family_record(self._transaction, Household, self._notice.household)
            lives = home is not None and self._id in home.guardians
            linked = linked & frozenset(home.pupils) if home is not None and lives else frozenset()
        return frozenset(each for each in linked if self._allows(Aspect.FILE, {f"pupil:{each}"}, {each}))

    def may_see(self, booking: Booking, pupils: frozenset[PupilId]) -> bool:
        """Whether a talk belongs in this feed, and may be seen by its holder.

        Args:
            booking: The talk.
            pupils: Whom it is about.
        """
        if self._notice.of is FeedOf.FAMILY and not pupils & self.pupils:
            return False
        owners = frozenset((*booking.people, *(f"pupil:{each}" for each in booking.pupils)))
        # Staff speak of pupils they do not teach too; the talk is theirs all the same.
        about = frozenset[str](pupils if self._kind == "guardian" else ())
        if (owners, about) not in self._seen:
            self._seen[owners, about] = self._allows(Aspect.TALK, owners, about)
        return self._seen[owners, about]

    @property
    def _is_here(self) -> bool:
        record = self._transaction.get(self._kind, self._id)
        person = known(self._transaction, _KINDS[self._kind], self._id)
        if record is None or record.body.get("ended") or person is None:
            return False
        return not (isinstance(person, Guardian) and person.has_died(self._on))

    def _allows(self, aspect: Aspect, owners: Iterable[str], pupils: Iterable[str] = ()) -> bool:
        return self._views.decide(aspect, owners, pupils).verdict is Verdict.ALLOW
