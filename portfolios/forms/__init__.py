from portfolios.forms.carrying import CarryForm
from portfolios.forms.evidence import EvidenceForm
from portfolios.forms.sharing import ShareForm
from portfolios.forms.units import MatchForm, StartForm

__all__ = ["CarryForm", "EvidenceForm", "MatchForm", "ShareForm", "StartForm"]
