// SPDX-License-Identifier: GPL-3.0-or-later

internal import Digest
package import FFmpeg
package import Media

/// Reads a finished film back and compares it with what was meant to be in it.
package struct FilmCheck: Sendable {
  package let format: HouseFormat
  package let houseID: String
  /// Frames and digest of each copied step, in order.
  package let steps: [(frames: Int, digest: String)]
  package let hasSound: Bool

  package init(
    format: HouseFormat, houseID: String, steps: [(frames: Int, digest: String)], hasSound: Bool
  ) {
    self.format = format
    self.houseID = houseID
    self.steps = steps
    self.hasSound = hasSound
  }

  /// What is wrong, one sentence each; the descriptor stays the caller's.
  package func faults(
    of film: Int32, interrupt: InterruptFlag? = nil
  ) throws(FFmpegError) -> [String] {
    try packetFaults(film, interrupt) + soundFaults(film, interrupt)
      + pictureFaults(film, interrupt)
  }

  private var frameCount: Int { steps.reduce(0) { $0 + $1.frames } }

  /// Every packet is where it should be, and each step's bytes are those of the pieces.
  private func packetFaults(
    _ film: Int32, _ interrupt: InterruptFlag?
  ) throws(FFmpegError) -> [String] {
    let reader = try PieceReader(
      descriptor: film, frameRate: format.frameRate, interrupt: interrupt)
    guard let sets = reader.parameterSets, HouseID.of(sets) == houseID else {
      return ["the film's parameter sets are not those of its pieces"]
    }
    let packet = try Packet()
    var frame = 0
    for (index, step) in steps.enumerated() {
      var digest = SHA256()
      for position in 0..<step.frames {
        guard let found = try reader.next(into: packet) else {
          return ["the film ends after \(frame) of \(frameCount) frames"]
        }
        guard found == frame else { return ["frame \(frame) stands at \(found)"] }
        guard position > 0 || packet.isKeyFrame else {
          return ["step \(index) does not start with a key frame"]
        }
        packet.withBytes { digest.update($0) }
        frame += 1
      }
      guard digest.hexadecimal() == step.digest else { return ["step \(index) has other bytes"] }
    }
    return try reader.next(into: packet) == nil ? [] : ["the film has more than \(frame) frames"]
  }

  private func soundFaults(
    _ film: Int32, _ interrupt: InterruptFlag?
  ) throws(FFmpegError) -> [String] {
    guard hasSound else { return [] }
    let sound: Double
    do throws(FFmpegError) {
      sound = try soundDuration(film, interrupt)
    } catch {
      guard error.isMissingStream else { throw error }
      return ["the film has no sound"]
    }
    let picture = MediaTime(frame: frameCount, rate: format.frameRate).seconds
    guard abs(sound - picture) <= 1 / format.frameRate.value else {
      return ["the sound lasts \(sound) s, the pictures \(picture) s"]
    }
    return []
  }

  private func soundDuration(
    _ film: Int32, _ interrupt: InterruptFlag?
  ) throws(FFmpegError) -> Double {
    var reader = try AudioReader(
      descriptor: film, sampleRate: SoundEncoder.sampleRate, channels: SoundEncoder.channels,
      interrupt: interrupt)
    let samples = try reader.forEachBlock { (_) throws(FFmpegError) in }
    return Double(samples) / Double(SoundEncoder.sampleRate)
  }

  /// The first frame of each step decodes.
  private func pictureFaults(
    _ film: Int32, _ interrupt: InterruptFlag?
  ) throws(FFmpegError) -> [String] {
    var reader = try VideoReader(descriptor: film, purpose: .rendering, interrupt: interrupt)
    let frame = try Frame()
    var start = 0
    for (index, step) in steps.enumerated() {
      try reader.seek(to: MediaTime(frame: start, rate: format.frameRate))
      guard let time = try reader.next(into: frame), time.frame(at: format.frameRate) == start
      else {
        return ["frame \(start), the first of step \(index), does not decode"]
      }
      start += step.frames
    }
    return reader.decodeFailures == 0 ? [] : ["\(reader.decodeFailures) frames decode with errors"]
  }
}
