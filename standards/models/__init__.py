from standards.models.award import AwardDefinition, AwardGroup, AwardMember, AwardVersion
from standards.models.crosswalk import Crosswalk, CrosswalkEntry, Relation
from standards.models.glossary import Term
from standards.models.intake import Intake
from standards.models.page_entries import KnowledgeItem, PerformanceCriterion, SuiteValue, ValueIllustration
from standards.models.pages import KeyAreaPage, StandardPage, SuitePage
from standards.models.publishing import CannotBePublished
from standards.models.search import Finding, SearchEntry
from standards.models.second_reader import SecondReader
from standards.models.standard import Standard, Status, Suite
from standards.models.tombstone import Tombstone
from standards.models.version import Change, Illustration, Kind, Requirement, StandardVersion

__all__ = [
    "AwardDefinition",
    "AwardGroup",
    "AwardMember",
    "AwardVersion",
    "CannotBePublished",
    "Change",
    "Crosswalk",
    "CrosswalkEntry",
    "Finding",
    "Illustration",
    "Intake",
    "KeyAreaPage",
    "Kind",
    "KnowledgeItem",
    "PerformanceCriterion",
    "Relation",
    "Requirement",
    "SearchEntry",
    "SecondReader",
    "Standard",
    "StandardPage",
    "StandardVersion",
    "Status",
    "Suite",
    "SuitePage",
    "SuiteValue",
    "Term",
    "Tombstone",
    "ValueIllustration",
]
