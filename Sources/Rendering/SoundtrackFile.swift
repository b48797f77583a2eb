// SPDX-License-Identifier: GPL-3.0-or-later

internal import Digest
package import FFmpeg
internal import Media

/// Writes the sound of a film as a file of its own, for films to copy its packets from.
package enum SoundtrackFile {
  /// Encodes all blocks that `next` answers, each as long as it is asked for but for the last; answers the
  /// samples of each channel.
  package static func encode(
    to descriptor: Int32, next: (_ count: Int) throws(FFmpegError) -> [Float]?
  ) throws(FFmpegError) -> Int {
    let encoder = try SoundEncoder()
    let muxer = try Muxer(descriptor: descriptor)
    try muxer.addSound(encoder)
    try muxer.start(index: .atEnd)
    let packet = try Packet()
    var position = 0
    while let block = try next(encoder.blockSize) {
      try encoder.send(block, start: position)
      position += block.count / SoundEncoder.channels
      try drain(encoder, into: packet, to: muxer)
    }
    try encoder.end()
    try drain(encoder, into: packet, to: muxer)
    try muxer.finish()
    return position
  }

  /// SHA-256 over the bytes of all packets of such a file.
  package static func digest(
    of descriptor: Int32, interrupt: InterruptFlag? = nil
  ) throws(FFmpegError) -> String {
    let packets = try SoundPackets(descriptor: descriptor, interrupt: interrupt)
    let packet = try Packet()
    var digest = SHA256()
    while try packets.next(into: packet) != nil { packet.withBytes { digest.update($0) } }
    return digest.hexadecimal()
  }

  private static func drain(
    _ encoder: borrowing SoundEncoder, into packet: borrowing Packet, to muxer: borrowing Muxer
  ) throws(FFmpegError) {
    while try encoder.receive(into: packet) {
      try muxer.write(packet, stream: 0, timebase: SoundPackets.timebase)
    }
  }
}
