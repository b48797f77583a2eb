// SPDX-License-Identifier: GPL-3.0-or-later
// Pango's layout drawn by Cairo.
#pragma once

#include <pango/pangocairo.h>

// Macros with casts, which Swift does not import.
static const PangoGlyph cpa_glyph_empty = PANGO_GLYPH_EMPTY;
static const PangoGlyph cpa_glyph_invalid_input = PANGO_GLYPH_INVALID_INPUT;
static const PangoGlyph cpa_glyph_unknown_flag = PANGO_GLYPH_UNKNOWN_FLAG;
static const int cpa_scale = PANGO_SCALE;

// GObjects come and go as untyped pointers.
static inline void cpa_unref(void *object) { g_object_unref(object); }
