// SPDX-License-Identifier: GPL-3.0-or-later
// What Swift cannot import of FFmpeg by itself: macros, variadic functions, C arrays, deprecated calls.
#pragma once

#include <libavcodec/avcodec.h>
#include <libavfilter/avfilter.h>
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
#include <libavformat/avformat.h>
#include <libavutil/channel_layout.h>
#include <libavutil/display.h>
#include <libavutil/hdr_dynamic_metadata.h>
#include <libavutil/imgutils.h>
#include <libavutil/log.h>
#include <libavutil/mastering_display_metadata.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>

// Macros that expand to casts or calls.
static const int cff_error_eof = AVERROR_EOF;
static const int cff_error_again = AVERROR(EAGAIN);
static const int cff_error_invalid_data = AVERROR_INVALIDDATA;
static const int cff_error_exit = AVERROR_EXIT;
static const int cff_error_permission = AVERROR(EPERM);
static const int cff_error_io = AVERROR(EIO);
static const int cff_error_memory = AVERROR(ENOMEM);
static const int64_t cff_no_timestamp = AV_NOPTS_VALUE;
