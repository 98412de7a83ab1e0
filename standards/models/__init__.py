from standards.models.standard import Standard, Status, Suite
from standards.models.version import Illustration, Kind, Requirement, StandardVersion

__all__ = ["Illustration", "Kind", "Requirement", "Standard", "StandardVersion", "Status", "Suite"]
