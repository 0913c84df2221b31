"""Papers are signed (PAdES): the key and its certificates, the signature, how the key stands."""
