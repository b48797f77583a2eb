// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg
package import Media

/// How like two pictures are in luma.
package struct PictureLikeness: Hashable, Sendable {
  /// Structural similarity: 1 for equal pictures.
  package var similarity: Double
  /// Mean squared error in codes of 255: 0 for equal pictures.
  package var squaredError: Double

  package init(similarity: Double, squaredError: Double) {
    self.similarity = similarity
    self.squaredError = squaredError
  }
}

/// Compares pictures of two streams by FFmpeg's `ssim` and `psnr`, in the size of the first stream.
package struct LikenessFilter: ~Copyable {
  /// The size in which pictures are compared.
  package let size: PixelSize
  /// The second stream's pictures are scaled.
  package let isScaled: Bool
  private let first: VideoStream
  private let second: VideoStream
  private let result: Frame
  private var graph: PairGraph?
  private var pairs: Int64 = 0

  package init(_ first: VideoStream, _ second: VideoStream) throws(FFmpegError) {
    let result = try Frame()
    let isTurned = first.orientation != .upright || second.orientation != .upright
    let coded = PixelSize(width: first.width, height: first.height)
    size = isTurned ? first.displaySize.even : coded
    isScaled =
      isTurned
      ? second.displaySize.even != size
      : PixelSize(width: second.width, height: second.height) != size
    self.first = first
    self.second = second
    self.result = result
  }

  /// How like the two pictures are; gives both a time of its own.
  package mutating func compare(
    _ one: borrowing Frame, _ other: borrowing Frame
  ) throws(FFmpegError) -> PictureLikeness {
    if graph?.accepts(one, other) != true {
      graph = try PairGraph(description(one, other), one, other)
    }
    try graph?.push(one, other, number: pairs)
    pairs += 1
    guard try graph?.pull(into: result) == true,
      let similarity = result.number("lavfi.ssim.Y"), similarity.isFinite,
      let error = result.number("lavfi.psnr.mse.y"), error.isFinite
    else { throw FFmpegError(code: cff_error_invalid_data, call: "LikenessFilter.compare") }
    return PictureLikeness(similarity: similarity, squaredError: error)
  }

  /// Numbers and words of this file only: filters can open files.
  private func description(_ one: borrowing Frame, _ other: borrowing Frame) -> String {
    let left = (chain(first.matching(one)) + Self.luma).joined(separator: ",")
    let right = (chain(second.matching(other)) + Self.luma).joined(separator: ",")
    return "[a]\(left),split[a1][a2];[b]\(right)[b1];[b1][a1]psnr[b2];[b2][a2]ssim[out]"
  }

  /// Untouched where it can be, so that the figures are those of the coded samples.
  private func chain(_ stream: VideoStream) -> [String] {
    if stream.orientation != .upright {
      return [PictureFilter(stream: stream, canvas: size, fit: .bars).description]
    }
    guard PixelSize(width: stream.width, height: stream.height) != size else { return [] }
    return ["scale=\(size.width):\(size.height):flags=bicubic"]
  }

  private static let luma = [
    "format=yuv420p|yuv422p|yuv444p|yuv440p|yuv411p|yuv410p", "extractplanes=y",
  ]
}

extension PixelSize {
  fileprivate var even: PixelSize {
    PixelSize(width: max(2, width / 2 * 2), height: max(2, height / 2 * 2))
  }
}

extension Frame {
  /// A number that a filter left with the picture or the samples.
  func number(_ key: String) -> Double? {
    av_dict_get(pointer.pointee.metadata, key, nil, 0).flatMap {
      Double(String(cString: $0.pointee.value))
    }
  }
}

/// Filters with two inputs, `a` and `b`, that answer one picture for each pair.
///
/// Not private: in a release build other targets take it over, and then it must have a name.
struct PairGraph: ~Copyable {
  private let handle: GraphHandle
  private let sources: [UnsafeMutablePointer<AVFilterContext>]
  private let sink: UnsafeMutablePointer<AVFilterContext>
  private let layouts: [PictureLayout]

  private static let timebase = Rational(1, 1_000)

  init(
    _ description: String, _ one: borrowing Frame, _ other: borrowing Frame
  ) throws(FFmpegError) {
    Limits.apply()
    let handle = try GraphHandle()
    let first = try handle.source("a", like: one, timebase: Self.timebase)
    let second = try handle.source("b", like: other, timebase: Self.timebase)
    let sink = try handle.filter("buffersink", name: "out")
    try check(avfilter_init_str(sink, nil), "avfilter_init_str")
    try handle.connect(description, from: [("a", first), ("b", second)], to: sink)
    self.handle = handle
    sources = [first, second]
    self.sink = sink
    layouts = [PictureLayout(one), PictureLayout(other)]
  }

  func accepts(_ one: borrowing Frame, _ other: borrowing Frame) -> Bool {
    layouts[0] == PictureLayout(one) && layouts[1] == PictureLayout(other)
  }

  /// Both pictures get the same time: which belong together is decided before.
  func push(
    _ one: borrowing Frame, _ other: borrowing Frame, number: Int64
  ) throws(FFmpegError) {
    let time = MediaTime(ticks: number, timebase: Self.timebase)
    try add(one, at: time, to: sources[0])
    try add(other, at: time, to: sources[1])
  }

  private func add(
    _ frame: borrowing Frame, at time: MediaTime, to source: UnsafeMutablePointer<AVFilterContext>
  ) throws(FFmpegError) {
    frame.set(time: time)
    try check(
      av_buffersrc_add_frame_flags(source, frame.pointer, Int32(AV_BUFFERSRC_FLAG_KEEP_REF)),
      "av_buffersrc_add_frame_flags")
  }

  func pull(into frame: borrowing Frame) throws(FFmpegError) -> Bool {
    frame.clear()
    let code = av_buffersink_get_frame(sink, frame.pointer)
    if code == cff_error_again || code == cff_error_eof { return false }
    try check(code, "av_buffersink_get_frame")
    return true
  }
}
