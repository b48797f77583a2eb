// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg
internal import Glibc
package import Media

/// Measures loudness and true peak of sound by EBU R 128, with FFmpeg's `ebur128`, in memory that does not grow.
package struct R128Meter: ~Copyable {
  private let handle: GraphHandle
  private let source: UnsafeMutablePointer<AVFilterContext>
  private let sink: UnsafeMutablePointer<AVFilterContext>
  private let frame: Frame
  private let sampleRate: Int
  private let channels: Int
  private var position: Int64 = 0
  private var measured = Loudness()

  /// For interleaved samples of 1 or 2 channels.
  package init(sampleRate: Int, channels: Int) throws(FFmpegError) {
    precondition(sampleRate > 0 && (1...2).contains(channels), "mono or stereo at a positive rate")
    Limits.apply()
    let handle = try GraphHandle()
    let source = try handle.filter("abuffer", name: "in")
    let layout = channels == 1 ? "mono" : "stereo"
    let format = "sample_rate=\(sampleRate):sample_fmt=flt:channel_layout=\(layout)"
    try check(
      avfilter_init_str(source, format + ":time_base=1/\(sampleRate)"), "avfilter_init_str")
    let sink = try handle.filter("abuffersink", name: "out")
    try check(avfilter_init_str(sink, nil), "avfilter_init_str")
    try handle.connect("ebur128=peak=true:metadata=1", from: [("in", source)], to: sink)
    let frame = try Frame()
    self.handle = handle
    self.source = source
    self.sink = sink
    self.frame = frame
    self.sampleRate = sampleRate
    self.channels = channels
  }

  /// Takes the next samples, interleaved; what is no number was silenced before.
  package mutating func process(_ samples: [Float]) throws(FFmpegError) {
    let count = samples.count / channels
    guard count > 0 else { return }
    frame.clear()
    let block = frame.pointer
    block.pointee.nb_samples = Int32(count)
    block.pointee.format = AV_SAMPLE_FMT_FLT.rawValue
    block.pointee.sample_rate = Int32(sampleRate)
    block.pointee.pts = position
    cff_frame_set_channels(block, Int32(channels))
    try check(av_frame_get_buffer(block, 0), "av_frame_get_buffer")
    let plane = try required(cff_frame_plane(block, 0), "av_frame_get_buffer")
    plane.withMemoryRebound(to: Float.self, capacity: count * channels) { plane in
      for index in 0..<(count * channels) { plane[index] = samples[index] }
    }
    position += Int64(count)
    try check(av_buffersrc_add_frame_flags(source, block, 0), "av_buffersrc_add_frame_flags")
    try drain()
  }

  /// What all of it measures.
  package mutating func finish() throws(FFmpegError) -> Loudness {
    try check(av_buffersrc_add_frame_flags(source, nil, 0), "av_buffersrc_add_frame_flags")
    try drain()
    return measured
  }

  /// Each block that comes out carries the measures of all before it.
  private mutating func drain() throws(FFmpegError) {
    while true {
      frame.clear()
      let code = av_buffersink_get_frame(sink, frame.pointer)
      if code == cff_error_again || code == cff_error_eof { return }
      try check(code, "av_buffersink_get_frame")
      if let integrated = frame.number("lavfi.r128.I"), integrated > Self.silence {
        measured.integrated = integrated
      }
      if let peak = frame.number("lavfi.r128.true_peak"), peak > 0 {
        measured.truePeak = 20 * log10(peak)
      }
    }
  }

  /// What the filter says, in LUFS, before anything passed the gate.
  private static let silence = -70.0
}
