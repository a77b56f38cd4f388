"""What the decisions on record take to be read, in time of a processor.

    python -m benchmarks.decisions [--decisions 50000]

Puts made-up decisions into a registry of its own in a temporary folder: each of a
customer of its own, and approved.
"""

import argparse
import pickle
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from screening.domain.queries import Query
from screening.record import customers
from screening.record.entry import block_of
from screening.record.history import decisions
from screening.record.lines import value_line
from screening.record.store import Store
from screening.record.suppressions import rules_of, suppressions
from screening.registry.migrate import create
from screening.settings import Settings, bundled

RUN = "INSERT INTO run (id, kind, position, begun_at, operator, salt, body, hash) VALUES"
AT = "2026-01-31T09:00:00.000Z"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--decisions", type=int, default=50_000)
    number = parser.parse_args().decisions
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder))
        create(settings.registry_url, bundled("migrations"), lambda _: None)
        with Store.open(settings) as store:
            with store.writing():
                for each in range(number):
                    put(store, settings, each)
            whole = timed("all, for a batch", lambda: suppressions(store, settings))
            said = timed("packed for a process", lambda: pickle.dumps(whole))
            timed("unpacked there", lambda: pickle.loads(said))
            timed("all, listed", lambda: decisions(store))
            query = customer(number // 2)
            timed("one customer's", lambda: suppressions(store, settings, query))
        print(f"{len(whole)} suppressions, packed {len(said) / 1e6:.1f} MB")


def timed(title: str, work: Callable[[], Any]) -> Any:
    start = time.process_time()
    result = work()
    print(f"{title:24}{(time.process_time() - start) * 1000:10.2f} ms")
    return result


def customer(number: int) -> Query:
    return Query("Arvid Kellermund", id=f"C-{number}")


def put(store: Store, settings: Settings, number: int) -> None:
    """A decision and its approval, as `record.decisions` writes them."""
    query, made = customer(number), f"d{number:09}"
    line: dict[str, Any] = {
        "kind": "decision", "hit": "k3v9tz2m1q-1.1", "verdict": "false",
        "reason": "born elsewhere", "by": "selma", "at": AT,
        "customer": customers.fingerprint(query), "listing": "0" * 64,
        "rules": rules_of(settings), "expires": None, "four_eyes": True,
        "customer_of": customers.customer_of(query), "source": "test", "reference": "P1",
    }  # fmt: skip
    approval: dict[str, Any] = {
        "kind": "approval",
        "approves": made,
        "reason": None,
        "by": "arvid",
        "at": AT,
        "customer_of": customers.customer_of(query),
        "source": "test",
        "reference": "P1",
    }
    for step, (run, said) in enumerate(((made, line), (f"a{number:09}", approval))):
        position = 2 * number + step + 1
        block = block_of(1, [value_line(1, said)], b"")
        store.do(
            f"{RUN} (?, ?, ?, ?, 'selma', ?, '{{}}', ?)",
            run, said["kind"], position, AT, b"", "0" * 64,
        )  # fmt: skip
        store.do(
            "INSERT INTO run_block (run_id, number, first_row, row_count, seals, content) "
            "VALUES (?, 0, 1, 1, ?, ?)",
            run, block.seals, block.content,
        )  # fmt: skip
        store.do(
            "INSERT INTO decision (run_id, hit, customer, source, reference) "
            "VALUES (?, ?, ?, 'test', 'P1')",
            run, line["hit"], customers.customer_of(query),
        )  # fmt: skip


if __name__ == "__main__":
    main()
