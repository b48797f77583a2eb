// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg

/// The state of one opened container.
struct InputContext: ~Copyable {
  let pointer: UnsafeMutablePointer<AVFormatContext>
  /// Outlives the context, whose callbacks use it.
  let source: ByteSource

  /// Recognises the container by its content; opens no other file, whatever the bytes ask for.
  init(_ source: ByteSource) throws(FFmpegError) {
    var settings = try Options([
      "protocol_whitelist": "", "format_whitelist": AllowList.demuxers.joined(separator: ","),
      "codec_whitelist": AllowList.text, "max_streams": "32", "probesize": "20000000",
      "analyzeduration": "10000000", "max_probe_packets": "500", "enable_drefs": "0",
      "use_absolute_path": "0",
    ])
    var context: UnsafeMutablePointer<AVFormatContext>? = try required(
      avformat_alloc_context(), "avformat_alloc_context")
    context?.pointee.pb = source.context
    context?.pointee.flags |= AVFMT_FLAG_CUSTOM_IO
    context?.pointee.io_open = { _, _, _, _, _ in cff_error_permission }
    if let context { source.watch(context) }
    // On failure avformat_open_input frees the context itself.
    let code = avformat_open_input(&context, nil, nil, &settings.pointer)
    if let failure = source.failure(after: "avformat_open_input") { throw failure }
    try check(code, "avformat_open_input")
    pointer = try required(context, "avformat_open_input")
    self.source = source
  }

  deinit {
    var pointer: UnsafeMutablePointer<AVFormatContext>? = pointer
    avformat_close_input(&pointer)
  }

  var streams: UnsafeBufferPointer<UnsafeMutablePointer<AVStream>?> {
    UnsafeBufferPointer(start: pointer.pointee.streams, count: Int(pointer.pointee.nb_streams))
  }

  /// Reads and decodes as much as it takes to know the streams.
  func findStreams() throws(FFmpegError) {
    var settings = [OpaquePointer?](repeating: nil, count: streams.count)
    defer { for index in settings.indices { av_dict_free(&settings[index]) } }
    for index in settings.indices {
      try check(av_dict_set(&settings[index], "threads", "1", 0), "av_dict_set")
      try check(
        av_dict_set_int(&settings[index], "max_pixels", Limits.pixels, 0), "av_dict_set_int")
    }
    // Streams found on the way have no settings: only as many are read as there were before.
    let code = avformat_find_stream_info(pointer, &settings)
    if let failure = source.failure(after: "avformat_find_stream_info") { throw failure }
    try check(code, "avformat_find_stream_info")
  }
}
