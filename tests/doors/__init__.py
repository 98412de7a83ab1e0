"""For every address, who may and who may not. A new address gets a row here, or the build breaks.

    door("unit-detail", "200 404 404 404 404 404 404 who", code="unit")

The answers stand in the order of COLUMNS. A number is a status; "who" means: asked who they are first.
The other keywords fill the address, each naming something in the world. `post={…}` posts a form, its key is added;
a value like "@unit" is the code of something in the world.
"""

from dataclasses import dataclass, field

COLUMNS = ["practitioner", "assessor", "iqa", "trainer", "coordinator", "colleague", "outsider", "stranger"]


@dataclass
class Door:
    name: str
    answers: dict
    post: dict | None = None
    address: dict = field(default_factory=dict)

    def __str__(self):
        return " ".join([self.name, "post" if self.post is not None else "get", *self.address.values()])


def door(name, answers, *, post=None, **address):
    said = answers.split()
    assert len(said) == len(COLUMNS), f"{name}: one answer for each of {', '.join(COLUMNS)}"
    return Door(name, dict(zip(COLUMNS, said, strict=True)), post, address)
