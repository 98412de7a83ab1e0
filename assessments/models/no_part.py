"""In the words of the database: that someone had no part in a round."""


def is_anothers(person, *, sample):
    """SQL: this column names nobody who had a part in the round of this sample."""
    return f"({is_no_part_of(person, f'(SELECT assessment_id FROM assessments_sample WHERE id = {sample})')})"  # noqa: S608


def is_no_part_of(person, assessment):
    """SQL: nobody who did this work, or read, judged, wrote to, signed or agreed to it, in any round of its unit."""
    rounds = (
        f"SELECT w.unit_id FROM assessments_assessment v JOIN portfolios_submission w ON w.id = v.submission_id "  # noqa: S608
        f"WHERE v.id = {assessment}"
    )
    said = [
        f"EXISTS (SELECT 1 FROM {table} t WHERE t.assessment_id = a.id AND {person} IN ({columns}){also})"  # noqa: S608
        for table, columns, also in (
            ("assessments_judgement", "t.judged_by_id", ""),
            ("assessments_feedback", "t.written_by_id", ""),
            ("assessments_signoff", "t.signed_by_id, t.countersigned_by_id", ""),
            ("assessments_proposeddecision", "t.countersigner_id", " AND t.answer = 'agreed'"),
        )
    ]
    return (
        "NOT EXISTS (SELECT 1 FROM assessments_assessment a JOIN portfolios_submission b ON b.id = a.submission_id "  # noqa: S608
        f"WHERE b.unit_id = ({rounds}) AND ({' OR '.join([*said, f'{person} = a.owner_id'])} "
        f"OR (a.id = {assessment} AND {person} = a.assessor_id)))"
    )
