"""The numbers of the score, all integers, so that every implementation gives the same bytes.

Similarities are per mille; penalties are per cent of a token's weight (16 to 160). They were fitted
on one family of name changes and checked on another (see the `bench_matching` command).
"""

from typing import NamedTuple

SCALE = 10_000


class Calibration(NamedTuple):
    """`typo_slope`: similarity lost per edit, divided by the longer length."""

    typo_slope: int = 1400
    swap_slope: int = 690
    least: int = 530
    sound: int = 898
    sound_short: int = 756
    homophone: int = 820
    pinyin: int = 958
    pinyin_rough: int = 880
    joined: int = 987
    residual: int = 57
    omitted: int = 30
    added: int = 46
    initial: int = 55
    contradicted: int = 110
    substituted: int = 84
    number: int = 100
    order: int = 7
    order_dense: int = 16
    prior: int = 9
    prior_dense: int = 1
    alone: int = 0
    legal: int = 10

    @property
    def least_omission(self) -> int:
        """What an unmatched query token costs at least: the factor of the search bound."""
        return min(self.omitted, self.added)


CALIBRATION = Calibration()
CAP_BELOW_EXACT = 9890
EXACT_FULL = 10_000
EXACT_SAME_LEGAL = 9970
EXACT_LEGAL_ONE_SIDE = 9950
EXACT_OTHER_LEGAL = 9900
