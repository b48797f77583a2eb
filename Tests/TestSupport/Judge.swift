// SPDX-License-Identifier: GPL-3.0-or-later

package import Foundation

/// What Debian's `ffmpeg` and `ffprobe` find in a file.
package enum Judge {
  /// Digests of all decoded pictures in order; any complaint of the decoder fails.
  package static func pictures(of path: String) throws -> [String] {
    try decoded(path, "0:v:0")
  }

  /// Decodes everything; answers what the decoders and the demuxer had to say.
  package static func complaints(about path: String) throws -> String {
    let output = try Shell.run(
      "sh", "-c", "ffmpeg -nostdin -v warning -xerror -i \"$0\" -f null - 2>&1", path)
    return String(decoding: output, as: UTF8.self)
  }

  /// Parses every unit of the H.264 stream by the letter of the standard; answers what did not fit.
  package static func unitComplaints(about path: String) throws -> String {
    let output = try Shell.run(
      "sh", "-c",
      "ffmpeg -nostdin -v warning -i \"$0\" -map 0:v -c copy -bsf:v h264_metadata -f null - 2>&1",
      path)
    // FFmpeg's own muxer writes the four bytes that its parser does not know.
    return String(decoding: output, as: UTF8.self).split(separator: "\n")
      .filter { !$0.hasSuffix("4 bytes left at end of AVCC header.") }.joined(separator: "\n")
  }

  /// Sound as interleaved 32-bit floats at 48 kHz stereo.
  package static func sound(of path: String) throws -> [Float] {
    let data = try Shell.run(
      "ffmpeg", "-nostdin", "-v", "error", "-i", path, "-map", "0:a:0", "-f", "f32le", "-ar",
      "48000", "-ac", "2", "-")
    return data.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
  }

  /// One value of `ffprobe -show_entries`, such as `stream=level`, for each stream or packet that has it.
  package static func entries(_ entry: String, of path: String, _ more: String...) throws
    -> [String]
  {
    let output = try Shell.run(
      ["ffprobe", "-v", "error"] + more
        + ["-show_entries", entry, "-of", "default=nk=1:nw=1", path])
    return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// Times of all displayed frames in seconds from the first.
  package static func times(of path: String) throws -> [Double] {
    let times = try entries(
      "frame=best_effort_timestamp_time", of: path, "-select_streams", "v:0"
    ).compactMap { Double($0.split(separator: ",")[0]) }
    return times.map { $0 - (times.first ?? 0) }
  }

  /// Names of the top-level boxes of an MP4 file, in order.
  package static func boxes(of file: Data) -> [String] {
    let bytes = [UInt8](file)
    var names: [String] = []
    var start = 0
    while start + 16 <= bytes.count {
      names.append(String(decoding: bytes[(start + 4)..<(start + 8)], as: UTF8.self))
      let short = number(bytes[start..<(start + 4)])
      let size = short == 1 ? number(bytes[(start + 8)..<(start + 16)]) : short
      guard size >= 8 else { break }
      start += size
    }
    return names + (start == bytes.count ? [] : ["rubbish"])
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 << 8 | Int($1) }
  }

  private static func decoded(_ path: String, _ stream: String) throws -> [String] {
    let output = try Shell.run(
      "ffmpeg", "-nostdin", "-v", "warning", "-xerror", "-i", path, "-map", stream, "-vsync", "0",
      "-f", "framemd5", "-")
    return String(decoding: output, as: UTF8.self).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
      .compactMap { $0.split(separator: ",").last.map { $0.trimmingCharacters(in: .whitespaces) } }
  }
}
