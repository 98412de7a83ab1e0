from tests.doors import door

# fmt: off
DOORS = [
    # name                   practitioner assessor iqa trainer coordinator colleague outsider stranger
    door("review-work", "         404 200 404 404 404 404 404 who", code="review"),
    door("review-work", "         404 404 404 404 404 404 404 who", code="offer"),
    door("review-work", "         404 200 200 404 404 404 404 who", code="signed"),
    # nothing changed in it: for what did, tests/assessments/test_inside_files.py
    door("review-file-changes", " 404 404 404 404 404 404 404 who", code="review", version="shared", file="shared_file"),
    door("review-undo", "         404 302 404 404 404 404 404 who", post={}, code="review"),
    door("review-undo", "         404 409 403 404 404 404 404 who", post={}, code="signed"),
]
