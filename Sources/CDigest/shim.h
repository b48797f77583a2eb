// SPDX-License-Identifier: GPL-3.0-or-later
// SHA-256 of libmd, which every Debian system has because dpkg depends on it.
#pragma once

#include <sys/types.h>

#include <sha2.h>
