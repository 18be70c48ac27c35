# Aktspor: build, test, install. `make help` lists the targets; README.md says what to run.
#
# One file, read in one sitting: configuration, the list of programs, objects, tests, installation.

# ---- configuration ------------------------------------------------------------------------------
VERSION   := 0.1.0
PREFIX    ?= /usr/local
DESTDIR   ?=
BUILD     ?= build
CC        ?= cc
RE2C      ?= re2c
CFLAGS    ?= -O2 -g
JOBS      ?= $(shell nproc)
MAKEFLAGS += -r
Q         := $(if $(V),,@)
say       := @echo ' '

# Who needs what. The library of all stages knows GLib and libxml2; poppler is extract's and audit's.
PKGS      := glib-2.0 gobject-2.0 gio-2.0 libxml-2.0 poppler-glib cairo hunspell sqlite3 libcrypto libseccomp zlib jansson libmicrohttpd
PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
PKG_LIBS   := $(shell pkg-config --libs $(PKGS) 2>/dev/null)

# -Wshadow: a second meaning of a name in one screen; -Wformat=2: formats are ours, never data;
# -Wmissing-prototypes: what no header declares is static; -Wvla: sizes come from untrusted input;
# -Wundef, -Wpointer-arith, -Wwrite-strings, -Wstrict-prototypes: slips that compile otherwise.
WARN := -Wall -Wextra -Wshadow -Wformat=2 -Wmissing-prototypes -Wstrict-prototypes -Wvla \
        -Wwrite-strings -Wpointer-arith -Wno-missing-field-initializers
_CFLAGS = -std=gnu17 $(WARN) -Ipipeline -Istages -I$(BUILD) $(PKG_CFLAGS) \
           -DAKT_VERSION='"$(VERSION)"' -DAKT_PREFIX='"$(PREFIX)"' -D_GNU_SOURCE

# Tesseract and Leptonica are ocr's, where they are there; without them akt-ocr says so.
OCR_PKGS   := tesseract lept
HAVE_OCR   := $(shell pkg-config --exists $(OCR_PKGS) 2>/dev/null && echo yes)
OCR_CFLAGS := $(if $(HAVE_OCR),$(shell pkg-config --cflags $(OCR_PKGS)))
OCR_NEEDED := characters clean engine lines pages scan shown
ifdef HAVE_OCR
PKG_LIBS   += $(shell pkg-config --libs $(OCR_PKGS))
OCR_LEFT   := stages/ocr/engine-none.c
else
OCR_LEFT   := $(OCR_NEEDED:%=stages/ocr/%.c)
endif
$(BUILD)/stages/ocr/%.o: PKG_CFLAGS += $(OCR_CFLAGS)

# ---- what is built ------------------------------------------------------------------------------
STAGES   := extract ocr normalise recognise relate show load link audit
PROGRAMS := $(STAGES:%=akt-%) aktspor
BIN      := $(PROGRAMS:%=$(BUILD)/bin/%)

PIPELINE_SRC := $(filter-out pipeline/aktspor%.c pipeline/stages.c,$(wildcard pipeline/*.c))
RE_SRC       := $(wildcard stages/*/*.re)
STAGE_SRC    := $(foreach s,$(STAGES),$(filter-out stages/$(s)/main.c $(OCR_LEFT),$(wildcard stages/$(s)/*.c)))
obj = $(patsubst %.c,$(BUILD)/%.o,$(1))
LIB := $(BUILD)/libpipeline.a
STAGE_OBJ = $(call obj,$(filter stages/$(1)/%,$(STAGE_SRC))) \
            $(patsubst %.re,$(BUILD)/%.o,$(filter stages/$(1)/%,$(RE_SRC)))
STAGE_LIBS := $(STAGES:%=$(BUILD)/libstage-%.a)
LINK := -Wl,--as-needed -Wl,--start-group $(STAGE_LIBS) $(LIB) -Wl,--end-group $(PKG_LIBS) -lm

all: $(BIN) ## build the programs into build/bin
.PHONY: all
.SECONDARY:
.DELETE_ON_ERROR:

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(say)CC $<
	$(Q)$(CC) $(_CFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<
$(BUILD)/%.c: %.re
	@mkdir -p $(@D)
	$(say)RE2C $<
	$(Q)$(RE2C) -W -Werror -8 --input-encoding utf8 --no-generation-date -o $@ $<
$(BUILD)/%.o: $(BUILD)/%.c
	$(say)CC $<
	$(Q)$(CC) $(_CFLAGS) -I$(dir $*) $(CFLAGS) -MMD -MP -c -o $@ $<
# schema.sql as C string literals, a line each.
$(BUILD)/stages/load/schema.inc: stages/load/schema.sql
	@mkdir -p $(@D)
	sed 's/[\\"]/\\&/g; s/^/"/; s/$$/\\n"/' $< > $@
$(BUILD)/stages/load/schema.o: $(BUILD)/stages/load/schema.inc
# Style sheet and script of the report likewise.
$(BUILD)/%.css.inc: %.css
	@mkdir -p $(@D)
	sed 's/[\\"]/\\&/g; s/^/"/; s/$$/\\n"/' $< > $@
$(BUILD)/%.js.inc: %.js
	@mkdir -p $(@D)
	sed 's/[\\"]/\\&/g; s/^/"/; s/$$/\\n"/' $< > $@
$(BUILD)/stages/audit/html.o: $(patsubst %,$(BUILD)/stages/audit/%.inc,report.css report.js report-search.js report-table.js)
$(BUILD)/stages/audit/serve-http.o: $(BUILD)/stages/audit/serve.css.inc $(BUILD)/stages/audit/serve.js.inc
# Where the source names each rule, for akt-audit explain.
$(BUILD)/stages/audit/rules.inc: stages/audit/rules.awk $(wildcard stages/recognise/*.c stages/relate/*.c)
	@mkdir -p $(@D)
	$(say)AWK $<
	$(Q)awk -f $< $(filter %.c,$^) > $@.new && if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi
$(BUILD)/stages/audit/rules.o: $(BUILD)/stages/audit/rules.inc
$(LIB): $(call obj,$(PIPELINE_SRC))
	$(Q)rm -f $@ && ar rcs $@ $^
define stage_library
$(BUILD)/libstage-$(1).a: $(call STAGE_OBJ,$(1))
	$$(Q)rm -f $$@ && ar rcs $$@ $$^
endef
$(foreach s,$(STAGES),$(eval $(call stage_library,$(s))))

# Which folders a stage's program links beside its own.
uses_normalise := extract
uses_ocr       := extract
uses_link      := load recognise
uses_audit     := load extract normalise recognise relate link ocr
define stage_program
$(BUILD)/bin/akt-$(1): $(BUILD)/stages/$(1)/main.o $(patsubst %,$(BUILD)/libstage-%.a,$(1) $(uses_$(1))) $(LIB)
	@mkdir -p $$(@D)
	$$(say)LD $$@
	$$(Q)$$(CC) $$(CFLAGS) $$(LDFLAGS) -o $$@ $$< -Wl,--as-needed -Wl,--start-group $$(filter %.a,$$^) -Wl,--end-group $$(PKG_LIBS) -lm
endef
$(foreach s,$(STAGES),$(eval $(call stage_program,$(s))))
$(BUILD)/bin/aktspor: $(call obj,$(wildcard pipeline/aktspor*.c)) $(BUILD)/pipeline/stages.o $(STAGE_LIBS) $(LIB)
	@mkdir -p $(@D)
	$(say)LD $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(LINK)

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

# ---- what a fresh machine lacks -----------------------------------------------------------------
deps: ## install the Debian packages of packages.txt that are missing
	@sh tests/deps.sh packages.txt

# ---- tests --------------------------------------------------------------------------------------
# Every test prints TAP and all run under one prove: unit tests (GLib's g_test), cases (files in,
# files expected), and shell tests of whole programs. The build with sanitizers runs the unit tests
# and the cases once more.
UNIT := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/test-*.c))
$(BUILD)/tests/%: $(BUILD)/tests/unit/%.o $(BUILD)/pipeline/stages.o $(STAGE_LIBS) $(LIB)
	$(say)LD $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $< $(BUILD)/pipeline/stages.o $(LINK)
# The benchmarks' programs: tests/bench/NAME.c and what it shares with none but itself.
BENCH := $(patsubst %,$(BUILD)/tests/bench-%,recognise extract)
$(BUILD)/tests/bench-recognise: $(patsubst %,$(BUILD)/tests/bench/scan-%.o,contacts quantities times)
$(BUILD)/tests/bench-%: $(BUILD)/tests/bench/%.o $(BUILD)/pipeline/stages.o $(STAGE_LIBS) $(LIB)
	@mkdir -p $(@D)
	$(say)LD $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(LINK)
ASAN_BUILD  := build-asan
ASAN_CFLAGS := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined
ASAN_ENV    := ASAN_OPTIONS=detect_leaks=1:abort_on_error=0 UBSAN_OPTIONS=print_stacktrace=1 LSAN_OPTIONS=suppressions=tests/lsan.supp:print_suppressions=0
PROVE := BUILD=$(BUILD) ASAN_BUILD=$(ASAN_BUILD) $(ASAN_ENV) prove -j$(JOBS) -e tests/tap
SHELL_TESTS := $(wildcard tests/*.t tests/*/*.t)

# Fuzz entries: here with a main of their own that replays and changes files; `make fuzz` builds them with libFuzzer's.
FUZZ := $(patsubst tests/fuzz/%.c,$(BUILD)/tests/fuzz-%,$(filter-out %/replay.c,$(wildcard tests/fuzz/*.c)))
FUZZ_MAIN ?= $(BUILD)/tests/fuzz/replay.o
$(BUILD)/tests/fuzz/%.o: _CFLAGS += -Itests/unit
$(BUILD)/tests/fuzz-%: $(BUILD)/tests/fuzz/%.o $(FUZZ_MAIN) $(BUILD)/pipeline/stages.o $(STAGE_LIBS) $(LIB)
	@mkdir -p $(@D)
	$(say)LD $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(LINK)
FUZZ_BUILD   := build-fuzz
FUZZ_CFLAGS  := -O1 -g -fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=undefined -fprofile-instr-generate -fcoverage-mapping
FUZZ_SECONDS ?= 600

tests: all $(UNIT) $(FUZZ) $(BUILD)/tests/bench-sentences $(BUILD)/tests/bench-mark-names ## build the unit tests
asan-build:
	@$(MAKE) --no-print-directory BUILD=$(ASAN_BUILD) CFLAGS='$(ASAN_CFLAGS)' LDFLAGS='-fsanitize=address,undefined' tests
check: deps ## install what is missing, build, run all tests
	@$(MAKE) --no-print-directory -j$(JOBS) tests
	@$(MAKE) --no-print-directory -j$(JOBS) asan-build
	@$(MAKE) --no-print-directory check-all
check-all:
	$(PROVE) $(UNIT) $(UNIT:$(BUILD)/%=$(ASAN_BUILD)/%) $(SHELL_TESTS)
check-unit: tests ## run the unit tests
	$(PROVE) $(UNIT)
check-cases: all ## run the cases; CASE=stage/name for one
	tests/run-cases $(CASE)
asan: asan-build ## build with AddressSanitizer and UBSan, run the unit tests and the cases
	$(PROVE) $(UNIT:$(BUILD)/%=$(ASAN_BUILD)/%)
	BUILD=$(ASAN_BUILD) $(ASAN_ENV) tests/run-cases
fuzz: ## run every fuzz entry for FUZZ_SECONDS (600) under libFuzzer; NAME="tei html" for some; wants clang
	@command -v clang llvm-cov >/dev/null || { echo 'make fuzz wants clang and llvm-cov: apt-get install clang llvm'; exit 1; }
	@$(MAKE) --no-print-directory -j$(JOBS) BUILD=$(FUZZ_BUILD) CC=clang CFLAGS='$(FUZZ_CFLAGS)' \
	    LDFLAGS='-fsanitize=fuzzer,address,undefined -fprofile-instr-generate' FUZZ_MAIN= fuzz-build
	@BUILD=$(FUZZ_BUILD) tests/fuzz/run $(FUZZ_SECONDS) $(NAME)
fuzz-build: $(FUZZ)
# Left out: the tests of processes closed in, for valgrind's own memory is beyond their limits.
VALGRIND := $(filter-out $(patsubst %,$(BUILD)/tests/test-%,sandbox workers),$(UNIT))
valgrind: tests ## run the unit tests under valgrind
	@for t in $(VALGRIND); do echo $$t; G_SLICE=always-malloc valgrind -q --error-exitcode=9 \
	    --leak-check=full --errors-for-leak-kinds=definite --suppressions=tests/valgrind.supp \
	    $$t >/dev/null || exit 1; done
bench: all $(BENCH) ## time against pdftotext -bbox-layout: ratios, papers a second, memory
	@BUILD=$(BUILD) python3 tests/bench/bench.py
# Sentences: the development part is only measured, rules are tuned on the training part.
TREEBANK := ../shared/peers/ddt_sentences.tsv
bench-sentences: $(BUILD)/tests/bench-sentences ## ends of sentences on the Danish treebank, if it is there
	@if [ -f $(TREEBANK) ]; then for part in train dev; do $< $(TREEBANK) $$part || exit 1; done; \
	    else echo "$(TREEBANK) is not here"; fi
# Load and link at size: invented papers with known links. Two cores, a minute for 10,000; 100,000 takes long.
SIZES ?= 1000 10000
bench-load: all ## rows a second into the database, indexes in place
	@BUILD=$(BUILD) python3 tests/bench/load.py
bench-scale: all ## cost a paper, memory, links found, at growing size; SIZES='1000 10000 100000'
	@BUILD=$(BUILD) python3 tests/bench/scale.py $(SIZES)
# The served review on 100,000 papers. DATABASE=FILE takes one that is there (it is copied); without it one is made, which takes long.
bench-serve: all ## how long the review takes to answer, as percentiles, on 100,000 papers; DATABASE=FILE
	@BUILD=$(BUILD) python3 tests/bench/serve.py $(if $(DATABASE),--database $(DATABASE)) $(if $(PAPERS),--papers $(PAPERS))
faults: all ## kill run and load two hundred times, at random moments, and resume
	BUILD=$(BUILD) python3 tests/faults/kills.py --kills 200
demo: deps ## run the pipeline over fixtures/ and show what it found
	@$(MAKE) --no-print-directory -j$(JOBS) all
	@BUILD=$(BUILD) sh tests/demo.sh

# ---- looks --------------------------------------------------------------------------------------
FORMATTED := $(wildcard pipeline/*.[ch] stages/*/*.[ch] tests/unit/*.[ch] tests/bench/*.[ch] tests/fuzz/*.[ch])
format: ## lay the code out
	clang-format -i $(FORMATTED)
format-check: ## is the code laid out?
	clang-format --dry-run -Werror $(FORMATTED)
lint: format-check ## clang-tidy, and warnings as errors
	$(MAKE) BUILD=build-lint CFLAGS='-O1 -Werror' all
	clang-tidy --quiet $(filter %.c,$(FORMATTED)) -- $(_CFLAGS) -Ibuild-lint
DICTIONARIES ?= dictionaries
check-dictionaries: ## check every table of dictionaries/; DICTIONARIES="--user DIR" for a user's own
	python3 tests/check-dictionaries.py $(DICTIONARIES)
check-man: ## lint the man pages
	mandoc -Tlint -Wwarning $(MAN)

# ---- installation -------------------------------------------------------------------------------
MAN := $(wildcard pipeline/*.[157] stages/*/*.1)
SHARE := $(DESTDIR)$(PREFIX)/share
install: all ## install below PREFIX (/usr/local), under DESTDIR
	install -d $(DESTDIR)$(PREFIX)/bin $(SHARE)/aktspor/dictionaries $(foreach n,1 5 7,$(SHARE)/man/man$(n))
	install -m 755 $(BIN) $(DESTDIR)$(PREFIX)/bin
	install -m 644 dictionaries/*.tsv $(SHARE)/aktspor/dictionaries
	install -m 644 pipeline/aktspor.rng $(SHARE)/aktspor
	for page in $(MAN); do install -m 644 $$page $(SHARE)/man/man$${page##*.}; done
uninstall: ## take away what install put there
	rm -f $(PROGRAMS:%=$(DESTDIR)$(PREFIX)/bin/%)
	for page in $(notdir $(MAN)); do rm -f $(SHARE)/man/man$${page##*.}/$$page; done
	rm -rf $(SHARE)/aktspor
clean: ## remove what was built
	rm -rf build build-asan build-lint build-fuzz
help: ## list these targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

.PHONY: faults bench-serve bench-load bench-scale deps tests asan-build check check-all check-unit check-cases asan valgrind bench bench-sentences fuzz fuzz-build demo format \
        format-check lint check-man check-dictionaries install uninstall clean help
