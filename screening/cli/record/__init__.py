"""`screen record`: what was screened and decided; proving it, handing it out, erasing it."""

from screening.cli.record import (
    checkpointing,
    erasing,
    exporting,
    listing,
    replaying,
    showing,
    verifying,
)
from screening.cli.subgroup import group_of

HELP = """See what is on record, prove that nobody touched it, hand it out.

\b
  screen record                             the newest entries
  screen record show k3v9tz2m1q-17          all that is held of a row
  screen record verify                      whether all is as it was sealed
  screen record checkpoint -o FILE          how far it goes, to be kept elsewhere
  screen record export k3v9tz2m1q -o A.zip  a file that verifies without this program
  screen record replay k3v9tz2m1q           screen it again, on the lists of then
  screen record erase --before 2020-01-01   take out what is held of persons

A run is named by its id, a row by its receipt or RUN-ROW, a hit by RUN-ROW.RANK.
"""


app = group_of(HELP, default="list")
app.command("list", help=listing.HELP)(listing.list_entries)
app.command("show", help=showing.HELP)(showing.show_place)
app.command("verify", help=verifying.HELP)(verifying.verify_record)
app.command("checkpoint", help=checkpointing.HELP)(checkpointing.make_checkpoint)
app.command("export", help=exporting.HELP)(exporting.export_run)
app.command("replay", help=replaying.HELP)(replaying.replay_run)
app.command("erase", help=erasing.HELP)(erasing.erase_content)
