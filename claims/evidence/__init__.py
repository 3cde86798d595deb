"""What a claim rests on, written down so that it can be shown, digested, frozen and checked again."""

from claims.evidence.digest import differences, digest_of, result_of
from claims.evidence.gathering import evidence_for, evidence_of

__all__ = ["differences", "digest_of", "evidence_for", "evidence_of", "result_of"]
