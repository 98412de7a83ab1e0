from portfolios.forms.evidence import EvidenceForm
from portfolios.forms.sharing import ShareForm
from portfolios.forms.units import MatchForm, StartForm

__all__ = ["EvidenceForm", "MatchForm", "ShareForm", "StartForm"]
