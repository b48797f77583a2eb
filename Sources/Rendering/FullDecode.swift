// SPDX-License-Identifier: GPL-3.0-or-later

package import FFmpeg
internal import Media

/// Decodes all pictures and all sound of a film, and says what is wrong with them.
package enum FullDecode {
  /// One sentence for each fault; the descriptor stays the caller's.
  ///
  /// `step` hears the share that is done.
  package static func faults(
    of film: Int32, interrupt: InterruptFlag? = nil,
    step: (Double) throws(FFmpegError) -> Void = { (_) throws(FFmpegError) in }
  ) throws(FFmpegError) -> [String] {
    let pictures = try pictures(of: film, interrupt, step)
    return try pictures.faults + soundFaults(of: film, beside: pictures, interrupt, step)
  }

  private struct Pictures {
    var faults: [String] = []
    var seconds = 0.0
    /// Seconds that one picture is shown.
    var interval = 0.0
  }

  private static func pictures(
    of film: Int32, _ interrupt: InterruptFlag?, _ step: (Double) throws(FFmpegError) -> Void
  ) throws(FFmpegError) -> Pictures {
    var reader = try VideoReader(descriptor: film, purpose: .rendering, interrupt: interrupt)
    let frame = try Frame()
    let promised = reader.info.duration?.seconds ?? 0
    var pictures = Pictures()
    pictures.interval = reader.video.frameRate.inverse.value
    while let time = try reader.next(into: frame) {
      pictures.seconds = (time + reader.frameDuration).seconds
      try step(promised > 0 ? soundlessShare * min(time.seconds / promised, 1) : 0)
    }
    if reader.decodeFailures > 0 {
      pictures.faults.append("\(reader.decodeFailures) frames decode with errors")
    }
    if let count = reader.video.frameCount, count != reader.decodedFrames {
      pictures.faults.append("\(reader.decodedFrames) of \(count) frames decode")
    }
    return pictures
  }

  private static func soundFaults(
    of film: Int32, beside pictures: Pictures, _ interrupt: InterruptFlag?,
    _ step: (Double) throws(FFmpegError) -> Void
  ) throws(FFmpegError) -> [String] {
    guard try Demuxer(descriptor: film, interrupt: interrupt).info().audio != nil else { return [] }
    var reader = try AudioReader(
      descriptor: film, sampleRate: SoundEncoder.sampleRate, channels: SoundEncoder.channels,
      interrupt: interrupt)
    let samples = try reader.forEachBlock { (_) throws(FFmpegError) in try step(soundlessShare) }
    var faults: [String] = []
    if reader.decodeFailures > 0 {
      faults.append("\(reader.decodeFailures) blocks of sound decode with errors")
    }
    let seconds = Double(samples) / Double(reader.sampleRate)
    if abs(seconds - pictures.seconds) > pictures.interval {
      faults.append("the sound lasts \(seconds) s, the pictures \(pictures.seconds) s")
    }
    return faults
  }

  /// Of the whole time; sound is decoded far faster than pictures.
  private static let soundlessShare = 0.95
}
