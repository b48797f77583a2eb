// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg
package import Media

/// A chain of FFmpeg's video filters, built for pictures of one size and format.
///
/// The description is always made by this program: filters such as `movie` open files, so no text from outside may become part of it.
package struct FilterGraph: ~Copyable {
  private let handle: GraphHandle
  private let source: UnsafeMutablePointer<AVFilterContext>
  private let sink: UnsafeMutablePointer<AVFilterContext>
  private let layout: PictureLayout

  /// Builds the chain `description` for pictures like `frame`, whose times are in ticks of `timebase`.
  package init(
    _ description: String, like frame: borrowing Frame, timebase: Rational
  ) throws(FFmpegError) {
    Limits.apply()
    let handle = try GraphHandle()
    let source = try handle.source("in", like: frame, timebase: timebase)
    let sink = try handle.filter("buffersink", name: "out")
    try check(avfilter_init_str(sink, nil), "avfilter_init_str")
    try handle.connect(description, from: [("in", source)], to: sink)
    self.handle = handle
    self.source = source
    self.sink = sink
    layout = PictureLayout(frame)
  }

  /// True while frames look like the one that the chain was built for; build another when not.
  package func accepts(_ frame: borrowing Frame) -> Bool { layout == PictureLayout(frame) }

  /// Gives the chain a picture; the frame keeps its buffers.
  package func push(_ frame: borrowing Frame) throws(FFmpegError) {
    try check(
      av_buffersrc_add_frame_flags(source, frame.pointer, Int32(AV_BUFFERSRC_FLAG_KEEP_REF)),
      "av_buffersrc_add_frame_flags")
  }

  /// Says that no more pictures follow, so that held back ones come out.
  package func finish() throws(FFmpegError) {
    try check(av_buffersrc_add_frame_flags(source, nil, 0), "av_buffersrc_add_frame_flags")
  }

  /// Takes out the next finished picture; false when the chain wants more, or has ended.
  package func pull(into frame: borrowing Frame) throws(FFmpegError) -> Bool {
    frame.clear()
    let code = av_buffersink_get_frame(sink, frame.pointer)
    if code == cff_error_again || code == cff_error_eof { return false }
    try check(code, "av_buffersink_get_frame")
    frame.pointer.pointee.time_base = av_buffersink_get_time_base(sink)
    return true
  }
}

/// The state of one chain.
struct GraphHandle: ~Copyable {
  let pointer: UnsafeMutablePointer<AVFilterGraph>

  init() throws(FFmpegError) {
    pointer = try required(avfilter_graph_alloc(), "avfilter_graph_alloc")
    pointer.pointee.nb_threads = 1
  }

  deinit {
    var pointer: UnsafeMutablePointer<AVFilterGraph>? = pointer
    avfilter_graph_free(&pointer)
  }

  func filter(
    _ kind: String, name: String
  ) throws(FFmpegError) -> UnsafeMutablePointer<AVFilterContext> {
    try required(
      avfilter_graph_alloc_filter(pointer, avfilter_get_by_name(kind), name),
      "avfilter_graph_alloc_filter")
  }

  /// Where pictures like `frame` come in.
  func source(
    _ name: String, like frame: borrowing Frame, timebase: Rational
  ) throws(FFmpegError) -> UnsafeMutablePointer<AVFilterContext> {
    let source = try filter("buffer", name: name)
    try check(
      cff_describe_source(source, frame.pointer, AVRational(timebase)),
      "av_buffersrc_parameters_set")
    try check(avfilter_init_str(source, nil), "avfilter_init_str")
    return source
  }

  /// Connects a description whose open inputs have the names of `sources`, and whose output is open or called `out`.
  func connect(
    _ description: String, from sources: [(name: String, UnsafeMutablePointer<AVFilterContext>)],
    to sink: UnsafeMutablePointer<AVFilterContext>
  ) throws(FFmpegError) {
    // Named from the description's view: its inputs are our sources' outputs.
    var outputs: UnsafeMutablePointer<AVFilterInOut>?
    var inputs = avfilter_inout_alloc()
    defer {
      avfilter_inout_free(&outputs)
      avfilter_inout_free(&inputs)
    }
    for (name, source) in sources {
      let output = try required(avfilter_inout_alloc(), "avfilter_inout_alloc")
      output.pointee.name = av_strdup(name)
      output.pointee.filter_ctx = source
      output.pointee.next = outputs
      outputs = output
    }
    let input = try required(inputs, "avfilter_inout_alloc")
    input.pointee.name = av_strdup("out")
    input.pointee.filter_ctx = sink
    try check(
      avfilter_graph_parse_ptr(pointer, description, &inputs, &outputs, nil),
      "avfilter_graph_parse_ptr")
    try check(avfilter_graph_config(pointer, nil), "avfilter_graph_config")
  }
}

/// What an input of a chain is built for.
///
/// Not private: in a release build other targets take it over, and then it must have a name.
struct PictureLayout: Equatable {
  let size: PixelSize
  let format: Int32

  init(_ frame: borrowing Frame) {
    size = frame.size
    format = frame.pointer.pointee.format
  }
}
