"""Suites that say everything a suite can say, and one that says as little as it may."""

from standards.exchange.suite import (
    AreaRow,
    IllustrationRow,
    RequirementRow,
    RetiredRow,
    StandardRow,
    SuiteDocument,
    ValueRow,
)

LETTERS = iter(range(1, 10_000))


def lineage():
    return f"00000000-0000-4000-8000-{next(LETTERS):012d}"


FORMULAS = (
    '=HYPERLINK("https://example.org","words")', "+44 20 7946 0000", "-1+1", "@SUM(A1)", "\tTab first", "\rReturn first",
    "＝1+1", "＋1", "－1", "＠x", "  =after spaces", "'=with an apostrophe", "''=with two", "'plain words in quotes'",
)  # fmt: skip
JUSTICE, EMPOWERMENT = lineage(), lineage()

FULL = SuiteDocument(
    title="Community Development",
    slug="community-development",
    lineage=lineage(),
    edition="2015",
    key_areas=(
        AreaRow(lineage(), 1, "One", "Understand and practise community development"),
        AreaRow(lineage(), 4, None, "Collaboration; cross-sectoral, working"),
    ),
    values=(ValueRow(JUSTICE, "1", "Social justice and equality"), ValueRow(EMPOWERMENT, "3", "Empowerment")),
    standards=(
        StandardRow(
            lineage(),
            "Support “collaborative” and partnership work",
            4,
            urn="JETSCD16L",
            urn_source="https://example.org/urn",
            title_confirmed=True,
            status="legacy",
            developed_by="NYA",
            approved="28 Feb 2015",
            source="https://example.org/JETSCD16L",
            last_start_date="2031-12-31",
            last_assessment_date="",
            overview="First paragraph.\nSecond, with “quotes”, a comma; and a semicolon.\n\n• a point",
            performance_lead="You must be able to:",
            knowledge_lead="You need to know and understand:",
            values_introduction="The values are;",
            illustrations_introduction="",
            scope_performance="",
            scope_knowledge=None,
            requirements=(
                RequirementRow(lineage(), "performance", "8", "", "promote work which recognises barriers"),
                RequirementRow(lineage(), "performance", "8.1", "", "in the community"),
                RequirementRow(lineage(), "performance", "8.10", "A heading", "elsewhere\non two lines"),
                RequirementRow(lineage(), "knowledge", "1.0", "The rationale", "ŵyth Ŵelsh — 中文 🙂 é"),
                *(
                    RequirementRow(lineage(), "knowledge", str(number), "Formulas", words)
                    for number, words in enumerate(FORMULAS, start=2)
                ),
                RequirementRow(lineage(), "knowledge", "90", "=group", "  spaces  inside   and around  "),
                RequirementRow(lineage(), "knowledge", "91", "(not said)", "_x000D_ and \\n as they stand"),
            ),
            illustrations=(
                IllustrationRow(JUSTICE, "barriers are addressed"),
                IllustrationRow("3", "by number, though the value has a lineage"),
            ),
            retired=(RetiredRow(lineage(), "knowledge", "4", "Once", "what was asked before"),),
        ),
        StandardRow(lineage(), "An outline", 1, urn="", title_confirmed=False, status="current", overview=""),
        StandardRow(lineage(), "An outline", None, urn=None, title_confirmed=None, overview="x" * 70_000 + "\n=end"),
        StandardRow(None, "JETSCD16L", 1, urn="JETSCD99", requirements=()),
    ),
)  # fmt: skip

SPARE = SuiteDocument(
    standards=(
        StandardRow(
            None,
            "Work together",
            None,
            requirements=(RequirementRow(None, "performance", "1", "", "agree aims"),),
            illustrations=(IllustrationRow("1", "aims are shared"),),
        ),
    ),
    values=(ValueRow(None, "1", "Collective action"),),
)
