// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg
package import Media

extension Demuxer {
  /// What the container says; `VideoReader.info` adds what the first picture says.
  package func info() -> MediaInfo {
    let video = videoIndex.flatMap { streams[$0] }
    let audio = audioIndex.flatMap { streams[$0] }
    let duration = pointer.pointee.duration
    return MediaInfo(
      container: String(cString: pointer.pointee.iformat.pointee.name),
      duration: duration > 0 ? MediaTime(ticks: duration, timebase: .microsecond) : nil,
      video: video.map { describeVideo($0) }, audio: audio.map { describeAudio($0) },
      captureTime: captureTime(of: video), camera: camera, montagedTag: tag("montaged"))
  }

  /// The video stream that a player would show; cover art and thumbnails are none.
  package var videoIndex: Int? {
    best { stream in
      let parameters = stream.codecpar.pointee
      guard parameters.codec_type == AVMEDIA_TYPE_VIDEO, stream.disposition & Self.notShown == 0
      else { return nil }
      return [
        // One that can be decoded before one that cannot, the one with motion before a still.
        Decoder.allowedCodec(parameters.codec_id) != nil ? 1 : 0,
        stream.nb_frames == 1 || stream.duration == 0 ? 0 : 1,
        Int64(stream.disposition & AV_DISPOSITION_DEFAULT),
        min(stream.nb_frames > 0 ? stream.nb_frames : Self.manyFrames, Self.manyFrames),
        Int64(parameters.width) * Int64(parameters.height),
      ]
    }
  }

  /// The sound stream that a player would play.
  package var audioIndex: Int? {
    best { stream in
      let parameters = stream.codecpar.pointee
      guard parameters.codec_type == AVMEDIA_TYPE_AUDIO else { return nil }
      return [
        Decoder.allowedCodec(parameters.codec_id) != nil ? 1 : 0,
        stream.nb_frames > 0 || stream.duration != 0 ? 1 : 0,
        Int64(stream.disposition & AV_DISPOSITION_DEFAULT), Int64(cff_channels(stream.codecpar)),
      ]
    }
  }

  /// The first of the streams that rank highest, by the earliest differing number.
  private func best(_ rank: (AVStream) -> [Int64]?) -> Int? {
    var winner: (index: Int, rank: [Int64])?
    for case let (index, stream?) in streams.enumerated() {
      guard let rank = rank(stream.pointee) else { continue }
      if let best = winner, !best.rank.lexicographicallyPrecedes(rank) { continue }
      winner = (index, rank)
    }
    return winner?.index
  }

  private func describeVideo(_ stream: UnsafeMutablePointer<AVStream>) -> VideoStream {
    let parameters = stream.pointee.codecpar.pointee
    let format = AVPixelFormat(parameters.format)
    return VideoStream(
      codec: String(cString: avcodec_get_name(parameters.codec_id)),
      width: Int(parameters.width), height: Int(parameters.height),
      sampleAspect: sampleAspect(av_guess_sample_aspect_ratio(pointer, stream, nil)),
      orientation: Orientation(matrix: cff_stream_display_matrix(stream)) ?? .upright,
      frameRate: frameRate(of: stream), timebase: timebase(of: stream),
      bitDepth: bitDepth(of: format) ?? 8,
      color: ColorDescription(
        primaries: parameters.color_primaries, transfer: parameters.color_trc,
        matrix: parameters.color_space, range: parameters.color_range, format: format),
      isInterlaced: parameters.field_order != AV_FIELD_UNKNOWN
        && parameters.field_order != AV_FIELD_PROGRESSIVE,
      frameCount: stream.pointee.nb_frames > 0 ? Int(stream.pointee.nb_frames) : nil)
  }

  private func describeAudio(_ stream: UnsafeMutablePointer<AVStream>) -> AudioStream {
    let parameters = stream.pointee.codecpar.pointee
    return AudioStream(
      codec: String(cString: avcodec_get_name(parameters.codec_id)),
      sampleRate: Int(parameters.sample_rate), channels: Int(cff_channels(stream.pointee.codecpar)))
  }

  /// Seconds per tick of a stream's timestamps.
  func timebase(of stream: UnsafeMutablePointer<AVStream>) -> Rational {
    let base = stream.pointee.time_base
    return base.num > 0 && base.den > 0 ? Rational(base) : .microsecond
  }

  /// The average rate, else the container's guess, else 25: absurd values are nobody's camera.
  func frameRate(of stream: UnsafeMutablePointer<AVStream>) -> Rational {
    let candidates = [stream.pointee.avg_frame_rate, stream.pointee.r_frame_rate]
    return candidates.lazy.filter { $0.num > 0 && $0.den > 0 }.map(Rational.init)
      .first { Self.believableRates.contains($0.value) } ?? Rational(25)
  }

  private static let notShown =
    AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS | AV_DISPOSITION_STILL_IMAGE

  /// From so many frames on a stream counts as footage, however many more another has.
  private static let manyFrames: Int64 = 5

  /// Frames per second, from time lapse to the fastest slow motion.
  private static let believableRates = 0.01...1000.0
}

/// The shape of a pixel; 1 where the file says nothing or nonsense.
func sampleAspect(_ value: AVRational) -> Rational {
  guard value.num > 0, value.den > 0 else { return Rational(1) }
  let aspect = Rational(value)
  return (0.2...5).contains(aspect.value) ? aspect : Rational(1)
}

/// Bits per sample; nil for an unknown format.
func bitDepth(of format: AVPixelFormat) -> Int? {
  av_pix_fmt_desc_get(format).map { Int($0.pointee.comp.0.depth) }
}

extension Orientation {
  /// From nine numbers that map coded to shown positions; nil where there are none.
  init?(matrix: UnsafePointer<Int32>?) {
    guard let matrix else { return nil }
    // Row vectors: x goes to (a, b), y to (c, d); the y axis points down.
    let (a, b, c, d) = (matrix[0], matrix[1], matrix[3], matrix[4])
    let determinant = Int128(a) * Int128(d) - Int128(b) * Int128(c)
    guard determinant != 0 else { return nil }
    let isMirrored = determinant < 0
    let (x, y) = isMirrored ? (-Int64(a), -Int64(b)) : (Int64(a), Int64(b))
    let clockwise =
      if abs(x) >= abs(y) { x > 0 ? 0 : 180 } else { y > 0 ? 90 : 270 }
    self.init(clockwise: clockwise, isMirrored: isMirrored)
  }
}
