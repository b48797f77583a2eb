// SPDX-License-Identifier: GPL-3.0-or-later
// aubio's spectral features.
#pragma once

#include <aubio/aubio.h>
