from people.models.audit import AccessMark, AuditEvent, Stream, StreamHead
from people.models.idempotency import OnceKey
from people.models.invitation import Invitation
from people.models.job import Job
from people.models.organisation import Membership, Organisation
from people.models.outbox import OutboxMail
from people.models.telling import Pace, TellingChoice
from people.models.user import User

__all__ = [
    "AccessMark",
    "AuditEvent",
    "Invitation",
    "Job",
    "Membership",
    "OnceKey",
    "Organisation",
    "OutboxMail",
    "Pace",
    "Stream",
    "StreamHead",
    "TellingChoice",
    "User",
]
