"""What the privacy commands found and did, as the command says it."""

from collections.abc import Sequence

from partnership.cli.render import counted, line
from partnership.people.retention import Retention
from partnership.serial.chain import Audit
from partnership.services.erasure import Erasure
from partnership.services.retention import Due

__all__ = ["audit", "due", "erasure"]


def erasure(done: Erasure, *, dry_run: bool) -> None:
    """What an erasure did, or would do."""
    line(f"{', '.join(done.persons)}: {counted(done.records, 'record', 'records')} erased")
    line(
        f"{counted(done.rewritten, 'record', 'records')} kept without them, {done.emptied} details and messages emptied"
    )
    if done.named_in_purpose:
        rows = counted(done.named_in_purpose, "journal row names", "journal rows name")
        line(f"{rows} them in its purpose, which cannot be erased")
    if dry_run:
        line("nothing was erased (dry run)")


def due(terms: Sequence[Retention], found: Sequence[Due], *, dry_run: bool) -> None:
    """What has been kept long enough, by which term."""
    for term in terms:
        line(f"{term.category}: {counted(term.years, 'year', 'years')} after leaving ({term.ground})")
    if not terms:
        line("no law and no setting says how long anything is kept")
    for each in found:
        also = f" with {', '.join(each.with_guardians)}" if each.with_guardians else ""
        state = "on hold, stays" if each.held else "would go" if dry_run else "erased"
        line(f"{each.pupil}{also}: {each.term.category} over since {each.since}: {state}")
    if not found:
        line("nothing has been kept too long")


def audit(found: Audit) -> None:
    """What a check of the journal found."""
    gone = f", {found.erased} of them without their details" if found.erased else ""
    line(f"{counted(found.rows, 'row', 'rows')} whole{gone}")
    if found.broken is None:
        line(f"end {found.head.seq}:{found.head.hash}")
    else:
        line(f"broken at row {found.broken}: {found.problem}")
