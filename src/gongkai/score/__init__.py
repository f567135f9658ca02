"""How well a reading agrees with hand-checked gold: right, wrong but flagged, missing, silently wrong."""

from gongkai.score.calibration import Weighed, by_kind, by_margin
from gongkai.score.compare import Score, score
from gongkai.score.scorecard import scorecard

__all__ = ["Score", "Weighed", "by_kind", "by_margin", "score", "scorecard"]
