// SPDX-License-Identifier: GPL-3.0-or-later

internal import Digest
package import FFmpeg
package import Media

/// Joins frames of pieces by packet copy into one film and lays its sound beside them.
package struct Assembly: ~Copyable {
  private let format: HouseFormat
  private let muxer: Muxer
  private let packet: Packet
  private var sound: Sound?
  private var frames = 0

  /// Starts the film; `first` gives the stream its header, `packets` makes room for the index.
  package init(
    _ format: HouseFormat, output: Int32, first: borrowing PieceReader,
    soundtrack: consuming SoundPackets?, tag: String, frameCount: Int
  ) throws(FFmpegError) {
    let muxer = try Muxer(descriptor: output, metadata: ["montaged": tag])
    try muxer.addVideo(copying: first)
    let sound: Sound?
    var packets = frameCount
    if let soundtrack {
      let duration = MediaTime(frame: frameCount, rate: format.frameRate)
      packets += duration.frame(at: SoundPackets.timebase.inverse) / SoundEncoder.packetSamples + 3
      sound = try Sound(soundtrack, in: muxer)
    } else {
      sound = nil
    }
    try muxer.start(index: .atStart(packets: packets))
    let packet = try Packet()
    self.format = format
    self.muxer = muxer
    self.packet = packet
    self.sound = sound
  }

  /// Copies `span` of a piece, whose first frame is an IDR, and answers the digest of what was copied.
  ///
  /// The groups' digests are checked on the way: nil when the piece is not what it was.
  package mutating func copy(
    _ span: FrameSpan, of piece: inout PieceReader, groups: [PictureGroup]
  ) throws(FFmpegError) -> String? {
    var copied = SHA256()
    try piece.seek(to: span.start)
    var expected = span.start
    for group in groups {
      var digest = SHA256()
      for index in 0..<group.frameCount {
        guard try piece.next(into: packet) == expected, packet.isKeyFrame == (index == 0) else {
          return nil
        }
        packet.withBytes { digest.update($0) }
        if expected < span.end {
          packet.withBytes { copied.update($0) }
          try write()
        }
        expected += 1
      }
      guard digest.hexadecimal() == group.digest else { return nil }
    }
    return expected >= span.end ? copied.hexadecimal() : nil
  }

  private mutating func write() throws(FFmpegError) {
    packet.place(at: frames, duration: 1)
    try muxer.write(packet, stream: 0, timebase: format.frameRate.inverse)
    frames += 1
    try sound?.write(until: MediaTime(frame: frames, rate: format.frameRate), to: muxer)
  }

  /// Completes the file and answers the digest of the sound's packets; nil without sound.
  package consuming func finish() throws(FFmpegError) -> String? {
    let digest = try sound?.finish(muxer)
    try muxer.finish()
    return digest
  }
}

/// The sound of a film under construction, copied from a file of its own.
private struct Sound: ~Copyable {
  private let source: SoundPackets
  private let packet: Packet
  private var digest = SHA256()
  /// Where the packet begins that is read and not yet written; nil when none is left.
  private var upcoming: Int?

  init(
    _ source: consuming SoundPackets, in muxer: borrowing Muxer
  ) throws(FFmpegError) {
    try muxer.addSound(copying: source)
    let packet = try Packet()
    upcoming = try source.next(into: packet)
    self.source = source
    self.packet = packet
  }

  /// Writes sound as far as the pictures reach, so that both lie side by side in the file.
  mutating func write(until time: MediaTime, to muxer: borrowing Muxer) throws(FFmpegError) {
    let goal = time.frame(at: SoundPackets.timebase.inverse)
    while let start = upcoming, start < goal { try copy(to: muxer) }
  }

  /// Writes the rest and answers the digest of all packets.
  mutating func finish(_ muxer: borrowing Muxer) throws(FFmpegError) -> String {
    while upcoming != nil { try copy(to: muxer) }
    return digest.hexadecimal()
  }

  private mutating func copy(to muxer: borrowing Muxer) throws(FFmpegError) {
    packet.withBytes { digest.update($0) }
    try muxer.write(packet, stream: 1, timebase: SoundPackets.timebase)
    upcoming = try source.next(into: packet)
  }
}
