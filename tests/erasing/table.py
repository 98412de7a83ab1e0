"""What becomes of every text, address, file and JSON column when a person is erased. A new column gets an answer here.

    "portfolios.Evidence": of("owner", "name details story", kind="a kind, not a word of theirs"),

The first word of `of` leads from a row to whoever it is about; the second names what is erased; everything else says
why it stays. `gone`: the whole row goes. `kept`: nothing in it is a person’s, and why. Choices and codes hold no words.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    path: str
    erased: tuple
    stays: dict
    goes: bool = False


def of(path, erased, **stays):
    return Answer(path, tuple(erased.split()), stays)


def gone(path, columns):
    return Answer(path, tuple(columns.split()), {}, goes=True)


def kept(columns, why):
    return Answer("", (), dict.fromkeys(columns.split(), why))


HASH = "a hash: it says that there were bytes, and not which"
LIST = "what a file is called by programs"
STANDARD = "the words of a standard or an award: nobody’s own"
CHARTER = "the words of a charter: the community’s, and never with a name"
OURS = "sentences of ours, or the names of states"
CODES = "codes, numbers and hashes"
OWNER = "portfolio__owner"
UNIT_OWNER = "unit__portfolio__owner"
SHARED = "submission__unit__portfolio__owner"
ROUND = "assessment__owner"
KEPT_FILE = {"content_type": LIST, "sha256": HASH}

TABLE = {
    # --- people
    "people.AuditEvent": kept(
        "actor_code action subject_type subject_code place_code payload previous_hash hash", CODES
    ),
    "people.StreamHead": kept("hash", HASH),
    "people.AccessMark": kept("person_code subject_code", CODES),
    "people.OnceKey": gone("person", "key digest result_url"),
    "people.Organisation": kept("name time_zone", "a place"),
    "people.Invitation": of("accepted_by", "name email", nonce="part of a link that leads nowhere any more"),
    "people.Job": kept("kind subject_code trouble", "codes, and the name of an error"),
    "people.OutboxMail": gone("person", "kind address about_code link"),
    "people.User": of("pk", "password name email language time_zone"),
    # --- standards
    "standards.Suite": kept("slug title", STANDARD),
    "standards.Standard": kept("title urn", STANDARD),
    "standards.AwardDefinition": kept("title summary certificate_title certificate_wording", STANDARD),
    "standards.AwardGroup": kept("title", STANDARD),
    "standards.AwardVersion": kept(
        "title summary certificate_title certificate_wording why digest", STANDARD
    ),
    "standards.AwardMember": kept("group_title", STANDARD),
    "standards.StandardVersion": kept(
        "title suite_title key_area urn overview performance_lead knowledge_lead values_introduction "
        "illustrations_introduction scope_performance scope_knowledge why digest",
        STANDARD,
    ),
    "standards.Requirement": kept("number group text", STANDARD),
    "standards.Illustration": kept("number text", STANDARD),
    "standards.CrosswalkEntry": kept("reason", STANDARD),
    "standards.Term": kept("word other_forms meaning", STANDARD),
    "standards.Intake": kept("source_name source_format original sha256 reading answers", STANDARD),
    "standards.SuiteValue": kept("number title", STANDARD),
    "standards.PerformanceCriterion": kept("group number text", STANDARD),
    "standards.KnowledgeItem": kept("group number text", STANDARD),
    "standards.ValueIllustration": kept("text", STANDARD),
    "standards.SuitePage": kept("why change_for edition", STANDARD),
    "standards.KeyAreaPage": kept("words", STANDARD),
    "standards.StandardPage": kept(
        "why change_for urn urn_source overview performance_lead knowledge_lead values_introduction "
        "illustrations_introduction scope_performance scope_knowledge developed_by approved source",
        STANDARD,
    ),
    "standards.SearchEntry": kept("label number anchor text words", STANDARD),
    "standards.Tombstone": kept("number group text", STANDARD),
    # --- community
    "community.Charter": kept("title", CHARTER),
    "community.CharterVersion": kept(
        "title preamble stewards_named how changes digest",
        "a charter as it was adopted: an amendment takes names out",
    ),
    "community.Clause": kept("label mark text", CHARTER),
    "community.Talk": gone("agreement__person", "words reach_me"),
    "community.Amendment": kept("summary why title preamble outcome digest", CHARTER),
    "community.ProposedClause": kept("label mark text", CHARTER),
    "community.Remark": of("said_by", "words"),
    "community.CharterIntake": kept("source_name source_format original sha256 reading", CHARTER),
    "community.ClauseLink": kept("reason", CHARTER),
    "community.CharterEntry": kept("label mark text", CHARTER),
    "community.CharterPage": kept("preamble stewards_named source how_adopted", CHARTER),
    # --- portfolios
    "portfolios.EvidenceKind": kept("slug name term help", "a kind of evidence, for everyone"),
    "portfolios.KindQuestion": kept("key words help", "asked of everyone"),
    "portfolios.Evidence": of("owner", "name details story result next_time"),
    "portfolios.PersonInEvidence": gone("evidence__owner", "description purpose"),
    "portfolios.EvidenceFile": of("evidence__owner", "name file preview_trouble copy_trouble", **KEPT_FILE),
    "portfolios.Rendition": gone("of__evidence__owner", "file content_type"),
    "portfolios.PortfolioExport": gone(OWNER, "file sha256 trouble"),
    "portfolios.BroughtAlong": gone(OWNER, "source digest"),
    "portfolios.HistoryBrought": gone(f"brought__{OWNER}", "standard requirement label said words by"),
    "portfolios.Bringing": gone("person", "name file lines"),
    "portfolios.PaperBrought": gone(f"said__brought__{OWNER}", "name content_type sha256 file"),
    "portfolios.Claim": gone("evidence__owner", "note"),
    "portfolios.EvidenceVersion": kept("digest", HASH),
    "portfolios.EvidenceVersionWords": of(
        "version__evidence__owner",
        "name kind_name details part people story result next_time",
        kind="one of the kinds, counted in plans",
    ),
    "portfolios.EvidenceVersionFile": kept("sha256", HASH),
    "portfolios.GroupPart": of("person", "asked_as words"),
    "portfolios.ClauseTag": gone("evidence__owner", "words"),
    "portfolios.MappingLine": gone(UNIT_OWNER, "note"),
    "portfolios.JournalEntry": gone(OWNER, "title prompt text"),
    "portfolios.JournalRecording": gone(f"entry__{OWNER}", "name content_type sha256 file"),
    "portfolios.SelfAssessment": gone(UNIT_OWNER, "words"),
    "portfolios.DeclarationText": kept("words no_tools tools", "asked of everyone"),
    "portfolios.Submission": of(UNIT_OWNER, "declaration"),
    "portfolios.SubmissionItem": kept("digest", HASH),
    "portfolios.SubmissionItemNote": of(f"item__{SHARED}", "text"),
    "portfolios.SubmissionSelfView": gone(SHARED, "words"),
    "portfolios.TakedownRequest": gone("evidence__owner", "words contact outcome"),
    "portfolios.WitnessRequest": gone(UNIT_OWNER, "token_hash event name email note"),
    "portfolios.WitnessQuestion": gone(f"request__{UNIT_OWNER}", "words answer"),
    "portfolios.WitnessStatement": gone(
        f"request__{UNIT_OWNER}", "name shown_as relation contact competence saw typed"
    ),
    "portfolios.WitnessRecording": gone(f"statement__request__{UNIT_OWNER}", "name content_type sha256 file"),
    "portfolios.Upload": gone("owner", "name place content_type sha256 trouble"),
    "portfolios.Draft": gone("owner", "about fields"),
    # --- assessments
    "assessments.QuietNo": kept("digest", "a keyed digest: neither who nor what can be read from it"),
    "assessments.Transition": kept("from_state to_state note", OURS),
    "assessments.SignOff": kept("declaration seen_hash", "a sentence of ours, and a hash"),
    "assessments.SignOffSeen": kept("sha256", HASH),
    "assessments.WordsKey": of(ROUND, "salt", action=CODES, subject_code=CODES),
    "assessments.SignOffWords": of(f"sign_off__{ROUND}", "text"),
    "assessments.Certificate": kept("number token title wording", STANDARD),
    "assessments.CertificateEntry": kept("title suite_title key_area urn", STANDARD),
    "assessments.CertificateName": of("certificate__award__holder", "text"),
    "assessments.CertificateDocument": of(
        "certificate__award__holder", "", file="the path of a file that is gone", sha256=HASH, commitment=HASH
    ),
    "assessments.Cohort": kept("name", "of a group"),
    "assessments.JudgementWords": of(f"judgement__{ROUND}", "text"),
    "assessments.Licence": of("person", "qualification competence"),
    "assessments.ProposedDecision": of(ROUND, "declaration words answer_words", seen_hash=HASH),
    "assessments.Soundness": of(ROUND, "words"),
    "assessments.Feedback": of(ROUND, "text"),
    "assessments.Question": of(ROUND, "words answer"),
    "assessments.DraftStep": gone(ROUND, "words"),
    "assessments.SamplingStrategy": kept("words", "why a place looks again as it does"),
    "assessments.SamplingPlan": kept("seed", "a number to draw by"),
    "assessments.Covered": kept("kind", "a kind of evidence, counted in plans"),
    "assessments.Sample": of(ROUND, "why set_aside_words"),
    "assessments.SampleWords": of(f"record__sample__{ROUND}", "text"),
    "assessments.Action": of(f"record__sample__{ROUND}", "words answer"),
    "assessments.ReopeningWords": of(f"reopening__sign_off__{ROUND}", "text"),
    "assessments.SeenDifferently": of(f"judgement__{ROUND}", "words reply"),
    "assessments.SeenInPlace": of("evidence__owner", "words"),
    "assessments.BasisFlag": of(ROUND, "words"),
}

# What also goes where it is about an assessor: their decisions, and what they wrote to others, are others’ record.
OF_AN_ASSESSOR = {
    "people.User": TABLE["people.User"],
    "assessments.Licence": TABLE["assessments.Licence"],
    "assessments.Action": of("assessor", "words answer"),
}
