"""Portfolios of any size for trying things out and for measuring: real rows, made-up people, names that say so."""
