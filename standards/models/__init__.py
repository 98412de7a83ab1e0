from standards.models.pages import (
    CannotBePublished,
    KeyAreaPage,
    KnowledgeItem,
    PerformanceCriterion,
    StandardPage,
    SuitePage,
    SuiteValue,
    ValueIllustration,
)
from standards.models.standard import Standard, Status, Suite
from standards.models.version import Change, Illustration, Kind, Requirement, StandardVersion

__all__ = [
    "CannotBePublished",
    "Change",
    "Illustration",
    "KeyAreaPage",
    "Kind",
    "KnowledgeItem",
    "PerformanceCriterion",
    "Requirement",
    "Standard",
    "StandardPage",
    "StandardVersion",
    "Status",
    "Suite",
    "SuitePage",
    "SuiteValue",
    "ValueIllustration",
]
