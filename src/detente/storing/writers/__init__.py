"""One module for each family of export forms; `detente.storing.export` lists them in ``WRITERS``."""
