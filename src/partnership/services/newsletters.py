"""The newsletter of a class as it is kept, and sent: one transaction puts it in every family's post."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from partnership.changes import Change, ground_of
from partnership.contact.circulation import Delivery
from partnership.contact.newsletters import Edition, EditionState, stepped
from partnership.ids import ClassId, EditionId, GuardianId
from partnership.people.classes import Enrolment
from partnership.people.consents import Consent, is_consented
from partnership.people.preferences import ContactPreferences
from partnership.people.pupils import Pupil
from partnership.people.standing import Matter, Verdict
from partnership.ports import Jurisdiction, Message, Transaction
from partnership.services.desk import Desk, every
from partnership.services.dossier import entry, put_entry
from partnership.services.families import every_of, family_record
from partnership.services.messages import message_to
from partnership.services.people import known
from partnership.services.standing import guardians_decided

__all__ = ["NEWSLETTER_CONSENT", "draft", "readers_of", "revise", "send", "step"]

NEWSLETTER_CONSENT = ("name", "newsletter")
"""The purpose and channel of the consent by which a pupil may be named in a newsletter."""

_WRITTEN = "telling the families of a class what it learns"


def draft(desk: Desk, edition: Edition, *, by: str) -> Edition:
    """Keep a new edition.

    Raises:
        Conflict: An edition of this id is kept already.
    """

    def work(transaction: Transaction) -> Edition:
        put_entry(transaction, edition, expected=None)
        transaction.append([_change(desk, edition, "newsletter.drafted", by)])
        return edition

    return desk.once(work)


def revise(desk: Desk, id: EditionId, change: Callable[[Edition], Edition], *, by: str) -> Edition:
    """Change a kept edition by `rewritten` or `translated` of `partnership.contact.newsletters`.

    Raises:
        NotFound: There is no such edition.
        IllegalStep: It was sent.
    """

    def work(transaction: Transaction) -> Edition:
        before, revision = entry(transaction, Edition, id)
        after = change(before)
        put_entry(transaction, after, expected=revision)
        transaction.append([_change(desk, after, "newsletter.revised", by)])
        return after

    return desk.anew(work)


def step(
    desk: Desk, id: EditionId, to: EditionState, *, law: Jurisdiction | None, on: date, by: str
) -> Edition:
    """Take an edition one step further; `sent` is for `send`.

    Args:
        desk: Where.
        id: Which edition.
        to: The next state.
        law: Who has to agree that a pupil is named.
        on: The day.
        by: Who does it.

    Raises:
        NotFound: There is no such edition.
        IllegalStep: From here it cannot become this.
        InvalidInput: Something is missing, or a pupil is named without consent; all at once.
    """

    def work(transaction: Transaction) -> Edition:
        before, revision = entry(transaction, Edition, id)
        after = stepped(before, to, unconsented=tuple(_unconsented(transaction, before.class_id, law, on)))
        put_entry(transaction, after, expected=revision)
        transaction.append([_change(desk, after, f"newsletter.{to}", by)])
        return after

    return desk.anew(work)


def send(desk: Desk, id: EditionId, *, law: Jurisdiction | None, on: date, by: str) -> tuple[Delivery, ...]:
    """Put an approved edition in the post of every guardian of the class whom the law lets be invited.

    Each gets it in their own language where a person has read that text, and otherwise as it was written. The edition,
    who gets it and the messages are kept together or not at all.

    Args:
        desk: Where.
        id: Which edition.
        law: Who may be told; with None everyone who holds a link.
        on: The day.
        by: Who sends it.

    Raises:
        NotFound: There is no such edition.
        IllegalStep: It was not approved, or is sent already.
        InvalidInput: By now a pupil is named without consent.
    """

    def work(transaction: Transaction) -> tuple[Delivery, ...]:
        before, revision = entry(transaction, Edition, id)
        names = tuple(_unconsented(transaction, before.class_id, law, on))
        after = stepped(before, EditionState.SENT, unconsented=names)
        put_entry(transaction, after, expected=revision)
        at = desk.clock()
        deliveries = tuple(
            Delivery(
                edition=id,
                guardian=guardian,
                language=after.text_for(language or after.language)[0],
                sent_at=at,
            )
            for guardian, language in readers_of(transaction, before.class_id, law=law, on=on).items()
        )
        for each in deliveries:
            put_entry(transaction, each, expected=None)
        change = _change(desk, after, "newsletter.sent", by, readers=len(deliveries))
        transaction.append([change], [_message(each) for each in deliveries])
        return deliveries

    return desk.anew(work)


def readers_of(
    transaction: Transaction, class_id: ClassId, *, law: Jurisdiction | None, on: date
) -> Mapping[GuardianId, str | None]:
    """The guardians of a class who may be invited, each once, with the language they chose, if they did, by id."""
    found: dict[GuardianId, str | None] = {}
    for pupil in _pupils(transaction, class_id, on):
        decided = guardians_decided(transaction, law, pupil, Matter.INVITE, on=on)
        for guardian in (each for each, verdict in decided.items() if verdict is Verdict.ALLOW):
            wishes = family_record(transaction, ContactPreferences, guardian)
            found[guardian] = None if wishes is None else wishes.language
    return dict(sorted(found.items()))


def _pupils(transaction: Transaction, class_id: ClassId, on: date) -> Iterator[Pupil]:
    for each in every(transaction, "enrolment", "class", value=class_id):
        link = known(transaction, Enrolment, each.record.id)
        pupil = None if link is None or on not in link.valid else known(transaction, Pupil, link.pupil)
        if pupil is not None:
            yield pupil


def _unconsented(
    transaction: Transaction, class_id: ClassId, law: Jurisdiction | None, on: date
) -> Iterator[str]:
    """The names of the pupils of a class who may not be named: somebody who has to agree did not."""
    purpose, channel = NEWSLETTER_CONSENT
    for pupil in _pupils(transaction, class_id, on):
        agreed = is_consented(
            every_of(transaction, Consent, "pupil", pupil.id),
            pupil=pupil.id,
            purpose=purpose,
            channel=channel,
            askees=_askees(transaction, pupil, law, on),
            on=on,
        )
        if not agreed:
            yield pupil.name.given
            yield pupil.name.full


def _askees(
    transaction: Transaction, pupil: Pupil, law: Jurisdiction | None, on: date
) -> frozenset[GuardianId | None]:
    """Who has to agree: the guardians the law lets consent; the pupil where it lets none of them."""
    decided = guardians_decided(transaction, law, pupil, Matter.CONSENT, on=on)
    may = frozenset(guardian for guardian, verdict in decided.items() if verdict is Verdict.ALLOW)
    alone = bool(decided) and set(decided.values()) == {Verdict.DENY}
    return frozenset({None}) if alone else may


def _message(delivery: Delivery) -> Message:
    recipient = f"guardian:{delivery.guardian}"
    parts = (delivery.edition, "newsletter", recipient)
    body = {"edition": delivery.edition, "language": delivery.language}
    return message_to(recipient, "newsletter", body, parts=parts, due=delivery.sent_at)


def _change(desk: Desk, edition: Edition, what: str, by: str, **details: int) -> Change:
    return Change(
        what=what,
        kind="newsletter",
        id=edition.id,
        at=desk.clock(),
        actor=by,
        purpose=_WRITTEN,
        ground=ground_of(by),
        details=details,
    )
