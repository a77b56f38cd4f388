"""The memory: what was screened, against what, with which answer, and what was decided."""
