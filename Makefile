# SPDX-License-Identifier: GPL-3.0-or-later

SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=
FOLDER ?=
INSTALL ?= install

SOURCES = Sources Tests Package.swift
# The programs carry Swift's own libraries, which Debian does not have.
RELEASE = -c release --static-swift-stdlib

bin = $(DESTDIR)$(PREFIX)/bin
libexec = $(DESTDIR)$(PREFIX)/libexec/montaged
units = $(DESTDIR)$(PREFIX)/lib/systemd/system
docs = $(DESTDIR)$(PREFIX)/share/doc/montaged
man = $(DESTDIR)$(PREFIX)/share/man

.PHONY: build test check lint build-tests install demo bench clean depends test-depends

## build: the programs, as released, in .build/release
build: depends
	$(SWIFT) build $(RELEASE)

## test: installs what is missing, builds, and runs every test
test: build-tests
	$(SWIFT) test --skip-build --no-parallel

## check: layout, imports, floors, line budget; what a reviewer should not have to look for
check: lint build-tests
	$(SWIFT) test --skip-build --no-parallel --filter FloorsTests

# Layout, and the manual: what no test looks at.
lint: test-depends
	$(SWIFT) format lint --strict --recursive $(SOURCES)
	for page in man/*.[1-8]; do \
	  test -z "$$(groff -mandoc -Tutf8 -ww $$page 2>&1 >/dev/null | tee /dev/stderr)" || exit 1; done

# One build for both, so that an import that is not listed fails early.
build-tests: test-depends
	$(SWIFT) build --build-tests --explicit-target-dependency-import-check error

## install: puts the release build below DESTDIR and PREFIX
install:
	@test -x .build/release/montaged || $(MAKE) build
	$(INSTALL) -d $(bin) $(libexec) $(docs)
	$(INSTALL) -m 755 .build/release/montaged .build/release/montagectl $(bin)
	$(INSTALL) -m 755 .build/release/montage-worker $(libexec)
	$(INSTALL) -m 644 $(wildcard README.md ARCHITECTURE.md CHANGELOG.md LICENSE) $(docs)
	for unit in $(wildcard systemd/*.service systemd/*.socket); do \
	  $(INSTALL) -D -m 644 $$unit $(units)/$${unit##*/}; done
	for page in $(wildcard man/*.[1-8]); do \
	  $(INSTALL) -D -m 644 $$page $(man)/man$${page##*.}/$${page##*/}; done

## demo: the daemon on a temporary drop folder, with FOLDER's files or made-up ones, and the film
demo: build
	packaging/demo "$(FOLDER)"

## bench: time and memory of a film, cold and warm, beside the FFmpeg command line
bench: build
	packaging/bench

## clean: removes what was built
clean:
	$(SWIFT) package clean
	rm -rf .build

depends:
	@packaging/install-depends build

test-depends:
	@packaging/install-depends build test
