"""Lets `python -m screening` stand for `screen`."""

from screening.cli import main

if __name__ == "__main__":
    main()
