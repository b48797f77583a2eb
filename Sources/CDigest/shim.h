// SPDX-License-Identifier: GPL-3.0-or-later
// SHA-256 of libgcrypt, which libsystemd and Debian's FFmpeg bring along anyway.
#pragma once

#include <gcrypt.h>

// gcry_control is variadic. Other libraries of the process may have come first.
static inline void cdigest_prepare(void) {
  if (gcry_control(GCRYCTL_INITIALIZATION_FINISHED_P)) return;
  gcry_check_version(NULL);
  gcry_control(GCRYCTL_DISABLE_SECMEM, 0);
  gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
}

static const int cdigest_sha256 = GCRY_MD_SHA256;
