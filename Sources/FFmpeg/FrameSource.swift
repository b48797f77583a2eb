// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg
internal import Glibc
internal import Media

/// What the decoder makes of one stream, in the order in which it is shown, with the file's own timestamps.
struct FrameSource: ~Copyable {
  let demuxer: Demuxer
  let index: Int
  private var decoder: Decoder
  private let packet: Packet
  private var isDraining = false
  /// What the packets read so far say, decoded or not.
  private(set) var tally = PacketTally()

  /// Opens the stream that a player would use for `purpose`.
  init(_ opening: Opening) throws(FFmpegError) {
    let demuxer = try Demuxer(opening)
    guard let index = opening.purpose == .sound ? demuxer.audioIndex : demuxer.videoIndex else {
      throw FFmpegError(code: cff_error_stream_not_found, call: "FrameSource.init")
    }
    demuxer.select(index)
    let decoder = try Decoder(
      demuxer, stream: index, purpose: opening.purpose, mode: opening.mode)
    let packet = try Packet()
    self.demuxer = demuxer
    self.index = index
    self.decoder = decoder
    self.packet = packet
  }

  /// What the decoder refused or repaired, and what could not be read at all.
  var failures: Int { decoder.failures + demuxer.missingBlocks }

  /// Decodes the next frame; false at the end of the file.
  mutating func next(into frame: borrowing Frame) throws(FFmpegError) -> Bool {
    while true {
      switch try decoder.receive(into: frame) {
      case .frame: return true
      case .end: return false
      case .needsPacket:
        if isDraining { return false }
        if try demuxer.read(into: packet) {
          guard packet.streamIndex == index else { continue }
          tally.add(packet)
          try decoder.send(packet)
        } else {
          isDraining = true
          try decoder.finish()
        }
      }
    }
  }

  /// Decodes the next key frame shown within `stamps`, without any other picture; false when there is none.
  mutating func nextKeyFrame(
    into frame: borrowing Frame, within stamps: ClosedRange<Int64>
  ) throws(FFmpegError) -> Bool {
    while try demuxer.read(into: packet) {
      guard packet.streamIndex == index else { continue }
      tally.add(packet)
      let stamp = packet.timestamp ?? stamps.lowerBound
      if packet.isKeyFrame, stamp >= stamps.lowerBound, try decodeAlone(into: frame) {
        return true
      }
      if stamp > stamps.upperBound { return false }
    }
    return false
  }

  /// Hands over the pictures that were read since the last call.
  mutating func takePassed() -> [PacketTally.Passed] { tally.takePassed() }

  /// Whether the packet alone makes a picture; some containers call every packet a key frame.
  private mutating func decodeAlone(into frame: borrowing Frame) throws(FFmpegError) -> Bool {
    decoder.flush()
    defer { decoder.flush() }
    try decoder.send(packet)
    try decoder.finish()
    guard case .frame = try decoder.receive(into: frame) else { return false }
    return frame.isKeyFrame
  }

  /// Goes on at the key frame at or before `timestamp`; false where the container cannot.
  mutating func seek(timestamp: Int64) -> Bool {
    guard demuxer.seek(stream: index, timestamp: timestamp) else { return false }
    decoder.flush()
    isDraining = false
    return true
  }
}

/// How to open a file; kept to open it again.
struct Opening {
  let descriptor: Int32
  let purpose: Decoder.Purpose
  var mode = ReadingMode.direct
  let interrupt: InterruptFlag?
  /// Stands for a disk where one is to fail.
  var pread: ByteSource.PositionedRead = Glibc.pread
}
