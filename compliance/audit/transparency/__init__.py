"""The event log as a Merkle tree: signed checkpoints, tiles and proofs that need no trust in us."""
