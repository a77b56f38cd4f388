"""The version of this program, as each answer states it."""

VERSION = "0.1.0"
