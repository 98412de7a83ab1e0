"""What every factory of rows has in common."""

from factory.django import DjangoModelFactory

from tests.remembering import remembered


class RowFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    @classmethod
    @remembered
    def create(cls, **fields):
        return super().create(**fields)
