"""The numbers of the score, all integers, so that every implementation gives the same bytes.

Similarities are per mille; penalties are per cent of a token's weight (16 to 160). They were fitted
on one family of name changes and checked on another (see the `bench_matching` command).
"""

from typing import NamedTuple

SCALE = 10_000


class Calibration(NamedTuple):
    """`typo_slope`: similarity lost per edit, divided by the longer length."""

    typo_slope: int = 1300
    swap_slope: int = 780
    least: int = 500
    sound: int = 905
    sound_short: int = 780
    homophone: int = 750
    pinyin: int = 950
    pinyin_rough: int = 850
    joined: int = 985
    residual: int = 55
    omitted: int = 40
    contradicted: int = 110
    substituted: int = 80
    number: int = 80
    order: int = 2
    order_dense: int = 12
    prior: int = 10
    prior_dense: int = 2
    alone: int = 0
    legal: int = 8


CALIBRATION = Calibration()
CAP_BELOW_EXACT = 9890
EXACT_FULL = 10_000
EXACT_SAME_LEGAL = 9970
EXACT_LEGAL_ONE_SIDE = 9950
EXACT_OTHER_LEGAL = 9900
