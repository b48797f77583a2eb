# SPDX-License-Identifier: GPL-3.0-or-later

SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=
FOLDER ?=
SONGS ?= $(wildcard ../shared/corpus/music/open)
FOOTAGE ?= $(wildcard ../shared/corpus/footage/open)
INSTALL ?= install
PROGRAMS ?= .build/release

SOURCES = Sources Tests Package.swift
# The programs carry Swift's own libraries, which Debian does not have.
RELEASE = -c release --static-swift-stdlib

bin = $(DESTDIR)$(PREFIX)/bin
libexec = $(DESTDIR)$(PREFIX)/libexec/montaged
units = $(DESTDIR)$(PREFIX)/lib/systemd/system
catalogs = $(DESTDIR)$(PREFIX)/lib/systemd/catalog
sysusers = $(DESTDIR)$(PREFIX)/lib/sysusers.d
interfaces = $(DESTDIR)$(PREFIX)/share/varlink
# Not below PREFIX: systemd knows /etc alone as the place of configuration.
conf = $(DESTDIR)/etc/montaged
docs = $(DESTDIR)$(PREFIX)/share/doc/montaged
man = $(DESTDIR)$(PREFIX)/share/man
# Each shell's own place; zsh has one for what comes with the system, and one for the rest.
bash = $(DESTDIR)$(PREFIX)/share/bash-completion/completions
zsh = $(DESTDIR)$(PREFIX)/share/zsh/$(if $(filter /usr,$(PREFIX)),vendor-completions,site-functions)
fish = $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d

# Only a machine that runs systemd has somebody to tell; packages tell it by their own triggers.
on_systemd = test ! -d /run/systemd/system ||
settle = $(on_systemd) { systemd-sysusers $(sysusers)/montaged.conf && journalctl --update-catalog && \
  systemctl daemon-reload && echo "now, for each drop folder: montagectl enroll FOLDER --write; then: systemctl daemon-reload; systemctl enable --now montaged"; }

.PHONY: build test check lint build-tests install uninstall deb test-deb demo bench bench-plan bench-music bench-shots bench-measures clean depends test-depends

## build: the programs, as released, in .build/release
build: depends
	$(SWIFT) build $(RELEASE)

## test: installs what is missing, builds, and runs every test; says once more at the end what failed
test: SHELL = /bin/bash
test: build-tests
	set -o pipefail; $(SWIFT) test --skip-build --no-parallel 2>&1 | tee .build/test.log || \
	  { echo "what failed:"; grep -aE '✘ .*recorded an issue|Fatal error' .build/test.log | cut -c-900; exit 1; }

## check: layout, imports, floors, line budget; what a reviewer should not have to look for
check: lint build-tests
	$(SWIFT) test --skip-build --no-parallel --filter FloorsTests

# Layout, and the manual: what no test looks at.
lint: test-depends
	$(SWIFT) format lint --strict --recursive $(SOURCES)
	for page in man/*.[1-8]; do \
	  test -z "$$(groff -mandoc -Tutf8 -ww $$page 2>&1 >/dev/null | tee /dev/stderr)" || exit 1; done
# Style is about the length of lines here; what other pages there are on this machine is none of our mistakes.
	mandoc -Tlint -W warning,stop man/*.[1-8]

# One build for both, so that an import that is not listed fails early.
build-tests: test-depends
	$(SWIFT) build --build-tests --explicit-target-dependency-import-check error

## install: puts the release build (or PROGRAMS) below DESTDIR and PREFIX; a config that is there stays as it is
install:
	@test -x $(PROGRAMS)/montaged || $(MAKE) build
	$(INSTALL) -d $(bin) $(libexec) $(docs) $(man)/man1 $(man)/man5 $(man)/man8 $(units) $(catalogs) $(sysusers) $(conf) $(bash) $(zsh) $(fish)
	$(INSTALL) -m 755 $(PROGRAMS)/montaged $(PROGRAMS)/montagectl $(bin)
	$(INSTALL) -m 755 $(PROGRAMS)/montage-worker $(libexec)
	$(INSTALL) -m 644 $(wildcard README.md ARCHITECTURE.md CHANGELOG.md LICENSE docs/nas.md docs/formats.md docs/planning.md docs/styles.md) $(docs)
	$(PROGRAMS)/montagectl completion bash >$(bash)/montagectl
	$(PROGRAMS)/montagectl completion zsh >$(zsh)/_montagectl
	$(PROGRAMS)/montagectl completion fish >$(fish)/montagectl.fish
	chmod 644 $(bash)/montagectl $(zsh)/_montagectl $(fish)/montagectl.fish
	for page in man/*.[1-8]; do $(INSTALL) -m 644 $$page $(man)/man$${page##*.}; done
	sed 's,/usr/bin/montaged,$(PREFIX)/bin/montaged,; s,/usr/libexec/montaged,$(PREFIX)/libexec/montaged,' \
	  systemd/montaged.service >$(units)/montaged.service
	sed 's,/usr/bin/montagectl,$(PREFIX)/bin/montagectl,' systemd/montaged-hooks.service >$(units)/montaged-hooks.service
	chmod 644 $(units)/montaged.service $(units)/montaged-hooks.service
	$(INSTALL) -m 644 systemd/montaged.catalog $(catalogs)
	$(INSTALL) -m 644 systemd/montaged.sysusers $(sysusers)/montaged.conf
	for file in $(wildcard */*.varlink); do $(INSTALL) -D -m 644 $$file $(interfaces)/$${file##*/}; done
	for file in $(wildcard etc/*.yaml); do \
	  if ! test -e $(conf)/$${file##*/}; then $(INSTALL) -m 644 $$file $(conf); \
	  elif ! cmp -s $$file $(conf)/$${file##*/}; then \
	    $(INSTALL) -m 644 $$file $(conf)/$${file##*/}.new; echo "kept $(conf)/$${file##*/}; the new one ends in .new"; \
	  fi; done
	$(if $(DESTDIR),,$(settle))

## uninstall: takes away what install brought, and leaves config, state, cache, user and every film
uninstall:
	$(if $(DESTDIR),,-$(on_systemd) systemctl disable --now montaged.service montaged-hooks.service)
	rm -f $(bin)/montaged $(bin)/montagectl $(units)/montaged.service $(units)/montaged-hooks.service $(catalogs)/montaged.catalog
	rm -f $(bash)/montagectl $(zsh)/_montagectl $(fish)/montagectl.fish
	rm -f $(sysusers)/montaged.conf $(addprefix $(interfaces)/,$(notdir $(wildcard */*.varlink)))
	rm -f $(foreach page,$(notdir $(wildcard man/*.[1-8])),$(man)/man$(subst .,,$(suffix $(page)))/$(page))
	rm -rf $(libexec) $(docs)
	$(if $(DESTDIR),,-$(on_systemd) systemctl daemon-reload)

## deb: the Debian package, with programs that are compiled for it, or those in PROGRAMS
deb:
	packaging/build-deb

## test-deb: installs, runs, upgrades and purges that package in an empty Debian, and makes a film through Samba; root, network, five minutes
test-deb:
	packaging/test-deb

## demo: the daemon on a temporary drop folder, with FOLDER's files or made-up ones, and the film
demo: build
	packaging/demo "$(FOLDER)"

## bench: time, memory and size of a film, cold and warm, beside the FFmpeg command line
bench: build
	packaging/bench
	packaging/bench-quality
	.build/release/planner-bench

## bench-plan: what the planner makes of a song whose beats are known, and how long it takes
bench-plan: build
	.build/release/planner-bench

## bench-music: beats against exact truth beside other trackers, on the songs of the folder SONGS
bench-music: build
	packaging/bench-music $(SONGS)

## bench-shots: shots of edited sequences against exact truth, and what finding them costs, from the clips of the folders FOOTAGE
bench-shots: build
	packaging/bench-shots $(FOOTAGE)

## bench-measures: whether sharpness, exposure and shake rank what was done to the clips of FOOTAGE, and copies are known again
bench-measures: build
	packaging/bench-measures $(FOOTAGE)

## clean: removes what was built
clean:
	$(SWIFT) package clean
	rm -rf .build

depends:
	@packaging/install-depends build

test-depends:
	@packaging/install-depends build test
