// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg
internal import Glibc
internal import Media

/// Whether a device may be believed with a file: its first second is decoded with and without it.
///
/// H.264, HEVC, VP9 and AV1 say exactly what a decoder makes of a stream, so that one wrong bit is too many: films must
/// not depend on the machine.
enum DeviceTrial {
  /// Times, sizes, formats, colours and every sample of a second and of what follows a seek; false after any failure.
  ///
  /// Files that are damaged, shorter than a second or without times are not worth a device. Throws for an interruption only.
  static func passes(_ opening: Opening) throws(FFmpegError) -> Bool {
    var plain = opening
    plain.device = nil
    do throws(FFmpegError) {
      var device = try FrameSource(opening)
      var software = try FrameSource(plain)
      return try isSame(&device, &software)
    } catch {
      if error.isInterruption { throw error }
      return false
    }
  }

  private static func isSame(
    _ device: inout FrameSource, _ software: inout FrameSource
  ) throws(FFmpegError) -> Bool {
    let base = Rational(try software.demuxer.stream(software.index).pointee.time_base)
    let one = try Frame()
    let other = try Frame()
    var first: Int64?
    for _ in 0..<mostPictures {
      guard try software.next(into: other), try device.next(into: one), one.isSame(as: other),
        let stamp = other.timestamp
      else { return false }
      let start = first ?? stamp
      first = start
      guard MediaTime(ticks: stamp &- start, timebase: base).seconds >= seconds else { continue }
      // Some decoders do not begin anew after a seek.
      guard device.seek(timestamp: start), software.seek(timestamp: start) else { return false }
      for _ in 0..<picturesAfterSeek {
        guard try software.next(into: other), try device.next(into: one), one.isSame(as: other)
        else { return false }
      }
      return software.failures == 0
    }
    return false
  }

  private static let seconds = 1.0
  /// More than a second of a camera's slow motion; a bound for files whose times stand still.
  private static let mostPictures = 300
  private static let picturesAfterSeek = 2
}

extension Frame {
  /// Whether both are shown at the same time and look alike in every sample and every tag.
  fileprivate func isSame(as other: borrowing Frame) -> Bool {
    let (mine, theirs) = (pointer.pointee, other.pointer.pointee)
    return timestamp == other.timestamp && size == other.size && color == other.color
      && mine.format == theirs.format && mine.chroma_location == theirs.chroma_location
      && mine.sample_aspect_ratio.num == theirs.sample_aspect_ratio.num
      && mine.sample_aspect_ratio.den == theirs.sample_aspect_ratio.den
      && isKeyFrame == other.isKeyFrame && isInterlaced == other.isInterlaced
      && orientation == other.orientation && hasSameSamples(as: other)
  }

  /// Of two pictures of one size and format.
  private func hasSameSamples(as other: borrowing Frame) -> Bool {
    let format = AVPixelFormat(pointer.pointee.format)
    guard let description = av_pix_fmt_desc_get(format) else { return false }
    for plane in 0..<av_pix_fmt_count_planes(format) {
      let bytes = Int(av_image_get_linesize(format, pointer.pointee.width, plane))
      let isChroma = plane == 1 || plane == 2
      let rows = size.height.shrunk(by: isChroma ? description.pointee.log2_chroma_h : 0)
      guard bytes > 0, let mine = cff_plane(pointer, plane),
        let theirs = cff_plane(other.pointer, plane)
      else { return false }
      let (stride, otherStride) = (cff_stride(pointer, plane), cff_stride(other.pointer, plane))
      for y in 0..<rows
      where memcmp(mine + y * Int(stride), theirs + y * Int(otherStride), bytes) != 0 {
        return false
      }
    }
    return true
  }
}
