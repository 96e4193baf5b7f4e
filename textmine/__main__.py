"""`python -m textmine`: the command line."""

from textmine.cli.app import main

main()
