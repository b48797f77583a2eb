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

// Writing.
static const int cff_error_encoder_not_found = AVERROR_ENCODER_NOT_FOUND;
static const int cff_flag_global_header = AV_CODEC_FLAG_GLOBAL_HEADER;
static const int cff_flag_closed_gop = AV_CODEC_FLAG_CLOSED_GOP;

// C arrays import as tuples.
static inline uint8_t *cff_frame_plane(const AVFrame *frame, int plane) { return frame->extended_data[plane]; }

// Channel layouts changed their form between FFmpeg 5.0 and 7.0.
static inline void cff_set_stereo(AVCodecContext *context) {
  av_channel_layout_default(&context->ch_layout, 2);
}
static inline void cff_frame_set_stereo(AVFrame *frame) { av_channel_layout_default(&frame->ch_layout, 2); }

// Side data of a source (captions, mastering display) would become SEI in the piece.
static inline void cff_strip_side_data(AVFrame *frame) {
  while (frame->nb_side_data > 0) av_frame_remove_side_data(frame, frame->side_data[0]->type);
}

// interlaced_frame and top_field_first became flags in FFmpeg 6.1.
static inline void cff_mark_progressive(AVFrame *frame) {
#if LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(58, 29, 100)
  frame->flags &= ~(AV_FRAME_FLAG_INTERLACED | AV_FRAME_FLAG_TOP_FIELD_FIRST);
#else
  frame->interlaced_frame = 0;
  frame->top_field_first = 0;
#endif
}

static inline AVStream *cff_stream(const AVFormatContext *context, int index) {
  return index >= 0 && (unsigned)index < context->nb_streams ? context->streams[index] : NULL;
}
