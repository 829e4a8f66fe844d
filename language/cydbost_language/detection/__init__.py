"""Which language a short public comment is in, and in which language it must be answered."""

from cydbost_language.detection.decision import detect
from cydbost_language.detection.verdict import Detected, Detection, ReplyIn

__all__ = ["Detected", "Detection", "ReplyIn", "detect"]
