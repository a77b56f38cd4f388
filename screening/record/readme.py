"""What an exported run says of itself: how to verify it without this program."""

README = """Run {run}, as it is on record.

  entry.json      what the run says of itself; its SHA-256 is the run's hash
  basis.json      what it rests on: lists, settings, versions
  rows.jsonl      what was asked and found, a row a line
  seals.txt       the seal of each row
  salt.hex        what the seals are salted with
  listings.jsonl  what the lists said of every candidate
  chain.txt       position, hash, run and kind of the entries around this one
  input, output   the files that were read and written, where they were put in
  page.html       the same to be read by people

Verify that nothing of this file was changed since it was made:

  sha256sum -c SHA256SUMS

Verify that the rows are those that were sealed, with Python alone:

  import json
  from hashlib import sha256
  entry, salt = open("entry.json", "rb").read(), bytes.fromhex(open("salt.hex").read())
  told, lines = json.loads(entry), open("rows.jsonl", "rb").read().split(b"\\n")[:-1]
  seals = [sha256(salt + line).digest()[:16] for line in lines]
  assert [seal.hex() for seal in seals] == open("seals.txt").read().split()
  assert sha256(b"".join(seals)).hexdigest() == told["content"]
  basis = sha256(open("basis.json", "rb").read()).hexdigest()
  assert basis == told.get("basis", basis)
  print(sha256(entry).hexdigest())

or, for the run's hash alone, sha256sum entry.json. Either has to print

  {hash}

which is the hash of this run in chain.txt, is named as "previous" by the entry after
it, and is what a checkpoint or a witness that was kept elsewhere names. A receipt is
the run, the row's number, and the first 16 digits of the row's line in seals.txt.

Where rows.jsonl and salt.hex are empty, the rows were erased; the seals stay.
"""
