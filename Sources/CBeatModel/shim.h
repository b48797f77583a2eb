// SPDX-License-Identifier: GPL-3.0-or-later
// The weights that packaging/beat-model trains, inside the program: a worker opens no files.
#pragma once

static const unsigned char cbeatmodel_bytes[] = {
#embed "beat-model.bin"
};

// Swift imports no array of this length.
static inline const unsigned char *cbeatmodel_start(void) { return cbeatmodel_bytes; }
static const long cbeatmodel_count = sizeof cbeatmodel_bytes;
