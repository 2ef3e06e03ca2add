# Two commands matter to a newcomer: `make demo` and `make test`. Each sets up what it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(BIN)/summarise
QUICK := not slow and not model and not browser and not cluster

.PHONY: demo setup test check format schemas messages eval torture browser cluster constraints clean docs bundle pictures test-windows test-gbk test-pythons

demo: $(VENV)/.installed ## set up, summarise the example replies, show a few and one whole record
	$(RUN) run 'eval/gold/*.txt' -o out/records.jsonl --save-text out/texts
	$(RUN) report out/records.jsonl -o out/page.html
	$(RUN) show out/records.jsonl 住房
	$(RUN) show out/records.jsonl linhe-transport-2023-118
	@echo
	@echo "The list of all: $(RUN) show out/records.jsonl      a longer record: with yuelin-science-2023-214 behind it"
	@echo "The review page: out/page.html"

test: $(VENV)/.developing ## set up, run the quick tests
	$(BIN)/python -m pytest -q -n auto -m "$(QUICK)"

# The locked versions come with hashes; the project itself is installed from this folder, without its dependencies.
$(VENV)/.installed: constraints.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r constraints.txt
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.developing: $(VENV)/.installed constraints-dev.txt
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r constraints-dev.txt
	@touch $@

setup: $(VENV)/.developing

check: $(VENV)/.developing ## format, lint, types, import directions
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python eval/readme.py check

format: $(VENV)/.developing
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

schemas: $(VENV)/.developing ## write the JSON Schemas anew
	$(BIN)/python -m summarise.schema_files schemas

messages: $(VENV)/.developing ## take new sentences into the Chinese catalogue and compile it; lists what has no translation
	$(BIN)/python -m eval.messages

eval: $(VENV)/.installed ## score the built-in engine on the gold set, against the committed baseline
	$(RUN) eval eval/gold --second-reading none --report out/eval
	$(BIN)/python eval/baseline.py check

docs: $(VENV)/.developing ## build the documentation into out/site; a warning is an error
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet

browser: $(VENV)/.developing ## open the review page in chromium
	$(BIN)/python -m pytest -q -n 2 -m browser

# Ray is large: it is installed for these tests alone.
$(VENV)/.clustered: $(VENV)/.developing constraints-cluster.txt
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r constraints-cluster.txt
	@touch $@

cluster: $(VENV)/.clustered ## start a Ray cluster of several nodes, kill what can be killed
	$(BIN)/python -m pytest -q -m "cluster and not slow"

torture: $(VENV)/.clustered ## the fault programme in full, such as 300 rounds of kill -9; writes tests/TORTURE.md; LINES=11,16 runs those alone
	$(BIN)/python -m pytest -q -m "not model and not browser" --torture tests/TORTURE.md $(if $(LINES),--lines $(LINES))
	@cat tests/TORTURE.md

constraints: $(VENV)/.developing ## resolve the dependencies anew, exact versions with hashes and no addresses
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url \
	  --extra tables --extra workbench --group build pyproject.toml -o constraints.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url \
	  --extra tables --extra workbench --group build --group dev pyproject.toml -c constraints.txt -o constraints-dev.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url \
	  --extra tables --extra workbench --extra cluster --group build --group dev pyproject.toml -c constraints-dev.txt \
	  -o constraints-cluster.txt

pictures: $(VENV)/.developing ## take the pictures of the Chinese guide anew, in chromium
	PICTURES=docs/pictures $(BIN)/python -m pytest -q -m browser tests/bundle/test_guide.py

# How time grows with a text, what the documentation says, and how a text is annotated and read by rules depend on no
# rule for files.
test-windows: $(VENV)/.developing ## the quick tests once more, under the rules that Windows has for files and processes, with streams in GBK
	PYTHONPATH=$(CURDIR)/tests/windows_rules PYTHONIOENCODING=gbk $(BIN)/python -m pytest -q -n auto -m "$(QUICK)" \
	  --ignore tests/test_linear_time.py --ignore tests/docs --ignore tests/annotate --ignore tests/engines/rules

test-gbk: $(VENV)/.developing ## the tests of what is printed, with streams in GBK and the rules of this system
	PYTHONIOENCODING=gbk $(BIN)/python -m pytest -q -n auto -m "$(QUICK)" tests/cli tests/evaluation/test_labelling.py

test-pythons: $(VENV)/.developing ## the tests that a version of Python may change, on 3.12 and 3.13 where they are here; TESTS=tests for all
	.ci/other-pythons $(TESTS)

bundle: $(VENV)/.developing ## zips for offices without a network in dist/bundles; EMBED="--embed PYTHON.zip --embed-sha256 HEX" adds Python
	$(BIN)/python -m eval.bundle $(EMBED)

clean:
	rm -rf $(VENV) out build dist .ci/tmp
