// SPDX-License-Identifier: GPL-3.0-or-later

internal import Digest
package import FFmpeg
package import Media

/// What a file in house format holds, read back from the file itself.
package struct PieceIndex: Sendable {
  package let houseID: String
  package let groups: [PictureGroup]

  /// Reads every packet of the file once.
  package init(
    reading descriptor: Int32, frameRate: Rational, interrupt: InterruptFlag? = nil
  ) throws(FFmpegError) {
    var reader = try PieceReader(
      descriptor: descriptor, frameRate: frameRate, interrupt: interrupt)
    houseID = reader.parameterSets.map(HouseID.of) ?? ""
    groups = try Self.groups(of: &reader)
  }

  private static func groups(of reader: inout PieceReader) throws(FFmpegError) -> [PictureGroup] {
    let packet = try Packet()
    var groups: [PictureGroup] = []
    var digest = SHA256()
    var count = 0
    while try reader.next(into: packet) != nil {
      if packet.isKeyFrame, count > 0 {
        groups.append(PictureGroup(frameCount: count, digest: digest.hexadecimal()))
        digest = SHA256()
        count = 0
      }
      packet.withBytes { digest.update($0) }
      count += 1
    }
    if count > 0 { groups.append(PictureGroup(frameCount: count, digest: digest.hexadecimal())) }
    return groups
  }
}
