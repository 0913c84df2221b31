"""Turns an alignment into the parts an officer reads; contributions sum to the score."""

from collections.abc import Iterator

from compliance.parties.matching.align import Alignment
from compliance.parties.matching.calibration import SCALE, Calibration
from compliance.parties.matching.values import Part, Relation
from compliance.parties.matching.words import Words

ENDS = ".,'"
"""What says of a token how it is meant."""


def explain(
    query: Words, listed: Words, alignment: Alignment, score: int, by: Calibration
) -> tuple[Part, ...]:
    """Matched tokens share what is left of 1, unmatched ones take from it.

    The loss of a score below 1 is spread over the tokens that caused it in proportion; order, prior
    and caps fall on the matched tokens by weight.
    """
    losses = [*_unmatched_losses(query, listed, alignment, by)]
    total = alignment.matched + alignment.losses
    taken = [
        (left, right, relation, -SCALE * loss // total) for left, right, relation, loss in losses
    ]
    given = _shares(
        score - sum(row[3] for row in taken), [p.weight * p.similarity for p in alignment.pairs]
    )
    rows = [
        (_text(query, pair.query), _text(listed, pair.listed), pair.relation, share)
        for pair, share in zip(alignment.pairs, given, strict=True)
    ]
    return tuple(
        Part(left, right, relation, share / SCALE)
        for left, right, relation, share in (*rows, *taken)
    )


def _unmatched_losses(
    query: Words, listed: Words, alignment: Alignment, by: Calibration
) -> Iterator[tuple[str, str, Relation, int]]:
    ours = query.left(pair.query for pair in alignment.pairs)
    theirs = listed.left(pair.listed for pair in alignment.pairs)
    clash = alignment.contradicted + alignment.number
    ours_weight = sum(query.weights[place] for place in ours)
    theirs_weight = sum(listed.weights[place] for place in theirs)
    ours_loss = alignment.added + (clash // 2 if theirs else clash)
    theirs_loss = alignment.missing + (clash - clash // 2 if ours else clash)
    lost = {place: ours_loss * query.weights[place] // ours_weight for place in ours}
    missed = {place: theirs_loss * listed.weights[place] // theirs_weight for place in theirs}
    for one, other, reason in alignment.excused:
        if one in lost and other in missed:
            loss = lost.pop(one) + missed.pop(other)
            yield query.tokens[one], listed.tokens[other], reason, loss
    relation: Relation = "contradicts" if clash and theirs else "added"
    yield from ((query.tokens[place], "", relation, loss) for place, loss in lost.items())
    relation = "contradicts" if clash and ours else "omitted"
    yield from (("", listed.tokens[place], relation, loss) for place, loss in missed.items())


def _text(words: Words, mask: int) -> str:
    if not mask & (mask - 1):
        return words.tokens[mask.bit_length() - 1].rstrip(ENDS)
    return " ".join(t.rstrip(ENDS) for place, t in enumerate(words.tokens) if mask >> place & 1)


def _shares(amount: int, weights: list[int]) -> list[int]:
    """Whole shares in proportion that sum to the amount; the heaviest takes the remainder."""
    total = sum(weights) or 1
    shares = [amount * weight // total for weight in weights]
    shares[weights.index(max(weights))] += amount - sum(shares)
    return shares
