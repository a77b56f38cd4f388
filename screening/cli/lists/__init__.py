"""`screen lists`: what is loaded and how it stands; loading, comparing, deciding."""

from screening.cli.lists import deciding, diff, history, importing, pruning, status, updating
from screening.cli.subgroup import group_of

HELP = """See which lists are loaded, load them, and see what changed.

\b
  screen lists                              what is loaded, and how it stands
  screen lists import consolidated.xml      take in a file from its issuer
  screen lists update un-sc                 download it, if it has changed
  screen lists diff un-sc                   what is new, gone or reads otherwise
  screen lists status --max-age 2d          for a script: ends with 5 if too old

A list that looks broken, such as one that lost half of its entries, is
quarantined: the one before it stays in use until somebody decides.
"""


app = group_of(HELP, default="status")
app.command("status", help=status.HELP)(status.show_status)
app.command("import", help=importing.HELP)(importing.import_files)
app.command("update", help=updating.HELP)(updating.update_lists)
app.command("history", help=history.HELP)(history.show_history)
app.command("diff", help=diff.HELP)(diff.show_difference)
app.command("activate", help=deciding.ACTIVATE_HELP)(deciding.activate_snapshot)
app.command("reject", help=deciding.REJECT_HELP)(deciding.reject_snapshot)
app.command("prune", help=pruning.HELP)(pruning.prune_files)
