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

# Who needs what. The library of all stages knows GLib and libxml2; poppler is extract's and audit's.
PKGS      := glib-2.0 gobject-2.0 gio-2.0 libxml-2.0 poppler-glib cairo hunspell sqlite3 libseccomp zlib
PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
PKG_LIBS   := $(shell pkg-config --libs $(PKGS) 2>/dev/null)

# -Wshadow: a second meaning of a name in one screen; -Wformat=2: formats are ours, never data;
# -Wmissing-prototypes: what no header declares is static; -Wvla: sizes come from untrusted input;
# -Wundef, -Wpointer-arith, -Wwrite-strings, -Wstrict-prototypes: slips that compile otherwise.
WARN := -Wall -Wextra -Wshadow -Wformat=2 -Wmissing-prototypes -Wstrict-prototypes -Wvla \
        -Wwrite-strings -Wpointer-arith -Wno-missing-field-initializers
_CFLAGS := -std=gnu17 $(WARN) -Ipipeline -Istages -I$(BUILD) $(PKG_CFLAGS) \
           -DAKT_VERSION='"$(VERSION)"' -DAKT_PREFIX='"$(PREFIX)"' -D_GNU_SOURCE

# ---- what is built ------------------------------------------------------------------------------
STAGES   := extract normalise recognise relate show load link audit
PROGRAMS := $(STAGES:%=akt-%) aktspor
BIN      := $(PROGRAMS:%=$(BUILD)/bin/%)

PIPELINE_SRC := $(filter-out pipeline/aktspor%.c pipeline/stages.c,$(wildcard pipeline/*.c))
RE_SRC       := $(wildcard stages/*/*.re)
STAGE_SRC    := $(foreach s,$(STAGES),$(filter-out stages/$(s)/main.c,$(wildcard stages/$(s)/*.c)))
obj = $(patsubst %.c,$(BUILD)/%.o,$(1))
LIB := $(BUILD)/libpipeline.a
STAGE_OBJ = $(call obj,$(filter stages/$(1)/%,$(STAGE_SRC))) \
            $(patsubst %.re,$(BUILD)/%.o,$(filter stages/$(1)/%,$(RE_SRC)))
STAGE_LIBS := $(STAGES:%=$(BUILD)/libstage-%.a)

all: $(BIN) ## build the programs into build/bin
.PHONY: all
.SECONDARY:
.DELETE_ON_ERROR:

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(_CFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<
$(BUILD)/%.c: %.re
	@mkdir -p $(@D)
	$(RE2C) -W -Werror -8 --input-encoding utf8 --no-generation-date -o $@ $<
$(BUILD)/%.o: $(BUILD)/%.c
	$(CC) $(_CFLAGS) -I$(dir $*) $(CFLAGS) -MMD -MP -c -o $@ $<
# schema.sql as C string literals, a line each.
$(BUILD)/stages/load/schema.inc: stages/load/schema.sql
	@mkdir -p $(@D)
	sed 's/[\\"]/\\&/g; s/^/"/; s/$$/\\n"/' $< > $@
$(BUILD)/stages/load/schema.o: $(BUILD)/stages/load/schema.inc
$(LIB): $(call obj,$(PIPELINE_SRC))
	rm -f $@ && ar rcs $@ $^
define stage_library
$(BUILD)/libstage-$(1).a: $(call STAGE_OBJ,$(1))
	rm -f $$@ && ar rcs $$@ $$^
endef
$(foreach s,$(STAGES),$(eval $(call stage_library,$(s))))

# A stage's program links its own folder; load, link and audit also what they stand on.
$(BUILD)/bin/akt-%: $(BUILD)/stages/%/main.o $(STAGE_LIBS) $(LIB)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $< -Wl,--as-needed -Wl,--start-group $(STAGE_LIBS) $(LIB) -Wl,--end-group $(PKG_LIBS) -lm
$(BUILD)/bin/aktspor: $(BUILD)/pipeline/aktspor.o $(BUILD)/pipeline/aktspor-run.o $(BUILD)/pipeline/stages.o $(STAGE_LIBS) $(LIB)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) -Wl,--as-needed -Wl,--start-group $(STAGE_LIBS) $(LIB) -Wl,--end-group $(PKG_LIBS) -lm

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

# ---- tests --------------------------------------------------------------------------------------
UNIT := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/test-*.c))
$(BUILD)/tests/%: $(BUILD)/tests/unit/%.o $(BUILD)/pipeline/stages.o $(STAGE_LIBS) $(LIB)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $< -Wl,--as-needed -Wl,--start-group $(STAGE_LIBS) $(LIB) -Wl,--end-group $(PKG_LIBS) -lm
