"""What every drawer of PDFs shares."""

import ssl

import pytest

from assessments.certificate_pdf import Bundled
from portfolios.whole_paper import Nothing, Ours


@pytest.mark.parametrize("fetcher", [Bundled, Nothing, Ours])
def test_who_fetches_nothing_from_outside_reads_no_list_of_whom_to_trust(fetcher, monkeypatch):
    """It takes as long as drawing a page, and each paper has a fetcher of its own."""
    read = []
    monkeypatch.setattr(ssl.SSLContext, "load_default_certs", lambda *args: read.append(args))

    fetcher()

    assert read == []
