"""The numbers of the score, all integers, so that every implementation gives the same bytes.

Similarities are per mille; penalties are per cent of a token's weight (16 to 160). They were fitted
on the name changes that the `bench_matching` command measures, with another seed.
"""

from typing import NamedTuple

SCALE = 10_000


class Calibration(NamedTuple):
    """`typo_slope`: similarity lost per edit, divided by the longer length."""

    typo_slope: int = 1150
    real_word: int = 860
    real_spelling: int = 850
    pinyin_slip: int = 880
    swap_slope: int = 690
    least: int = 530
    sound: int = 882
    sound_short: int = 643
    homophone: int = 820
    pinyin: int = 958
    pinyin_rough: int = 880
    canon: int = 990
    canon_misspelt: int = 930
    family: int = 893
    rough: int = 720
    korean: int = 788
    older: int = 800
    other_class: int = 520
    prefix: int = 900
    look: int = 900
    look_short: int = 760
    skeleton: int = 860
    shape: int = 840
    strange: int = 897
    joined: int = 987
    residual: int = 57
    lone: int = 30
    of_two: int = 250
    omitted: int = 27
    inner: int = 14
    inner_added: int = 20
    cut: int = 6
    surname: int = 8
    brief: int = 45
    syllable: int = 70
    added: int = 46
    added_to_one: int = 80
    initial: int = 65
    initials: int = 82
    contradicted: int = 94
    substituted: int = 94
    substituted_brief: int = 40
    slipped: int = 100
    replaced: int = 12
    number: int = 100
    order: int = 8
    order_dense: int = 16
    prior: int = 9
    prior_dense: int = 1
    alone: int = 25
    legal: int = 8

    @property
    def least_omission(self) -> int:
        """What an unmatched query token costs at least: the factor of the search bound."""
        return min(self.omitted, self.added, self.inner_added)


CALIBRATION = Calibration()
CAP_BELOW_EXACT = 9890
EXACT_FULL = 10_000
EXACT_SAME_LEGAL = 9970
EXACT_LEGAL_ONE_SIDE = 9950
EXACT_OTHER_LEGAL = 9900
