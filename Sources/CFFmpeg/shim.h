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
static const int cff_error_external = AVERROR_EXTERNAL;
static const int cff_flag_global_header = AV_CODEC_FLAG_GLOBAL_HEADER;
static const int cff_flag_closed_gop = AV_CODEC_FLAG_CLOSED_GOP;
static const int cff_flag_constant_quantizer = AV_CODEC_FLAG_QSCALE;

// C arrays import as tuples.
static inline uint8_t *cff_frame_plane(const AVFrame *frame, int plane) { return frame->extended_data[plane]; }

// Channel layouts changed their form between FFmpeg 5.0 and 7.0.
static inline void cff_set_stereo(AVCodecContext *context) {
  av_channel_layout_default(&context->ch_layout, 2);
}
static inline void cff_frame_set_stereo(AVFrame *frame) { av_channel_layout_default(&frame->ch_layout, 2); }
static inline void cff_frame_set_channels(AVFrame *frame, int channels) {
  av_channel_layout_default(&frame->ch_layout, channels);
}

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

static const int cff_error_stream_not_found = AVERROR_STREAM_NOT_FOUND;
static const int cff_error_decoder_not_found = AVERROR_DECODER_NOT_FOUND;
static const int cff_error_invalid_argument = AVERROR(EINVAL);

// What moved between FFmpeg 5, 6 and 7: one place each, so that no Swift line names a deprecated field.

static inline int cff_frame_is_key(const AVFrame *frame) {
#ifdef AV_FRAME_FLAG_KEY
  return (frame->flags & AV_FRAME_FLAG_KEY) != 0;
#else
  return frame->key_frame;
#endif
}

static inline int cff_frame_is_interlaced(const AVFrame *frame) {
#ifdef AV_FRAME_FLAG_INTERLACED
  return (frame->flags & AV_FRAME_FLAG_INTERLACED) != 0;
#else
  return frame->interlaced_frame;
#endif
}

static inline int64_t cff_frame_duration(const AVFrame *frame) {
#if LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(57, 30, 100)
  return frame->duration;
#else
  return frame->pkt_duration;
#endif
}

// Nine numbers of the stream's display matrix, or null.
static inline const int32_t *cff_stream_display_matrix(const AVStream *stream) {
#if LIBAVCODEC_VERSION_INT >= AV_VERSION_INT(60, 30, 100)
  const AVPacketSideData *data = av_packet_side_data_get(
      stream->codecpar->coded_side_data, stream->codecpar->nb_coded_side_data,
      AV_PKT_DATA_DISPLAYMATRIX);
  return data && data->size >= 9 * sizeof(int32_t) ? (const int32_t *)data->data : NULL;
#else
  size_t size = 0;
  const uint8_t *data = av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, &size);
  return data && size >= 9 * sizeof(int32_t) ? (const int32_t *)data : NULL;
#endif
}

static inline const int32_t *cff_frame_display_matrix(const AVFrame *frame) {
  const AVFrameSideData *data = av_frame_get_side_data(frame, AV_FRAME_DATA_DISPLAYMATRIX);
  return data && data->size >= 9 * sizeof(int32_t) ? (const int32_t *)data->data : NULL;
}

// Describes to a buffer source the frames it will get; since FFmpeg 7 this includes colours.
static inline int cff_describe_source(AVFilterContext *source, const AVFrame *frame,
                                      AVRational time_base) {
  AVBufferSrcParameters *parameters = av_buffersrc_parameters_alloc();
  if (!parameters) return AVERROR(ENOMEM);
  parameters->format = frame->format;
  parameters->width = frame->width;
  parameters->height = frame->height;
  parameters->sample_aspect_ratio = frame->sample_aspect_ratio;
  parameters->time_base = time_base;
#if LIBAVFILTER_VERSION_MAJOR >= 10
  parameters->color_space = frame->colorspace;
  parameters->color_range = frame->color_range;
#endif
  int code = av_buffersrc_parameters_set(source, parameters);
  av_free(parameters);
  return code;
}

// C arrays, which Swift would import as tuples.
static inline int cff_scale(struct SwsContext *scaler, const AVFrame *from, AVFrame *to) {
  return sws_scale(scaler, (const uint8_t *const *)from->data, from->linesize, 0, from->height,
                   to->data, to->linesize);
}

static inline const uint8_t *cff_plane(const AVFrame *frame, int index) {
  return index >= 0 && index < AV_NUM_DATA_POINTERS ? frame->data[index] : NULL;
}

static inline int cff_stride(const AVFrame *frame, int index) {
  return index >= 0 && index < AV_NUM_DATA_POINTERS ? frame->linesize[index] : 0;
}

static inline AVComponentDescriptor cff_component(const AVPixFmtDescriptor *format, int index) {
  return format->comp[index];
}

static inline int cff_channels(const AVCodecParameters *parameters) {
  return parameters->ch_layout.nb_channels;
}

// Zero for a layout without named channels.
static inline uint64_t cff_channel_mask(const AVFrame *frame) {
  return frame->ch_layout.order == AV_CHANNEL_ORDER_NATIVE ? frame->ch_layout.u.mask : 0;
}

// True when the resampler knows how to mix these channels down to two.
static inline int cff_has_default_mix(const AVFrame *frame) {
  if (frame->ch_layout.nb_channels <= 2) return 1;
  const uint64_t known = AV_CH_LAYOUT_7POINT1 | AV_CH_LAYOUT_6POINT1_BACK | AV_CH_LAYOUT_5POINT0 |
                         AV_CH_FRONT_LEFT_OF_CENTER | AV_CH_FRONT_RIGHT_OF_CENTER;
  const uint64_t mask = cff_channel_mask(frame);
  return mask != 0 && (mask & ~known) == 0;
}

// Interleaved floats at `rate`; `channels` is 1 or 2, or the frame's own number for no mix.
static inline int cff_make_resampler(struct SwrContext **resampler, const AVFrame *frame, int rate,
                                     int channels) {
  AVChannelLayout from = {0}, to = {0};
  // One or two channels without names are mono and stereo; many are only passed through.
  if (channels > 2) {
    from.order = to.order = AV_CHANNEL_ORDER_UNSPEC;
    from.nb_channels = to.nb_channels = channels;
  } else {
    av_channel_layout_default(&to, channels);
    int code = 0;
    if (frame->ch_layout.nb_channels <= 2)
      av_channel_layout_default(&from, frame->ch_layout.nb_channels);
    else
      code = av_channel_layout_copy(&from, &frame->ch_layout);
    if (code < 0) return code;
  }
  int code = swr_alloc_set_opts2(resampler, &to, AV_SAMPLE_FMT_FLT, rate, &from,
                                 (enum AVSampleFormat)frame->format, frame->sample_rate, 0, NULL);
  av_channel_layout_uninit(&from);
  av_channel_layout_uninit(&to);
  if (code < 0) return code;
  // A mix must not exceed full scale, for floats neither.
  code = av_opt_set_double(*resampler, "rematrix_maxval", 1.0, 0);
  return code < 0 ? code : swr_init(*resampler);
}

// A null frame takes out what is held back.
static inline int cff_resample(struct SwrContext *resampler, float *to, int room,
                               const AVFrame *frame, int count) {
  uint8_t *planes[1] = {(uint8_t *)to};
  return swr_convert(resampler, planes, room,
                     frame ? (const uint8_t **)frame->extended_data : NULL, count);
}
