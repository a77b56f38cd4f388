# The tasks of the workshop; each is one command that can be typed as well.
.PHONY: setup check test bench lock

setup:  ## install what the tests need, from the lock file
	python -m pip install --require-hashes -r requirements.lock
	python -m pip install --no-deps -e .

check:  ## format, lint, types, direction of imports
	ruff format .
	ruff check .
	mypy
	lint-imports

test:  ## everything this machine can run
	python -m pytest

bench:  ## start-up of a look-up beside a bare interpreter
	python -m benchmarks.cold_start

lock:  ## pin every package, with hashes; not those of `spark`, which has no wheel
	uv pip compile pyproject.toml --extra postgres --extra arrow --extra dev \
		--universal --generate-hashes \
		--python-version 3.11 --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
		--upgrade --quiet --output-file requirements.lock
