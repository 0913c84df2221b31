"""Pages of the lists: how they stand, bringing new ones in, searching them."""
