// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg
internal import Glibc
internal import Media

/// What the decoder makes of one stream, in the order in which it is shown, with the file's own timestamps.
struct FrameSource: ~Copyable {
  let demuxer: Demuxer
  let index: Int
  private let hasDevice: Bool
  private var decoder: Decoder
  private let packet: Packet
  private var isDraining = false
  /// What the packets read so far say, decoded or not.
  private(set) var tally = PacketTally()
  private var group = Group()
  /// A packet was read that is still to be decoded.
  private var isWaiting = false
  private var hasDependentPictures = false

  /// Opens the stream that a player would use for `purpose`.
  init(_ opening: Opening) throws(FFmpegError) {
    let demuxer = try Demuxer(opening)
    guard let index = opening.purpose == .sound ? demuxer.audioIndex : demuxer.videoIndex else {
      throw FFmpegError(code: cff_error_stream_not_found, call: "FrameSource.init")
    }
    demuxer.select(index)
    let decoder = try Decoder(
      demuxer, stream: index, purpose: opening.purpose, mode: opening.mode, device: opening.device)
    let packet = try Packet()
    self.demuxer = demuxer
    self.index = index
    hasDevice = opening.device != nil
    self.decoder = decoder
    self.packet = packet
  }

  /// What the decoder refused or repaired, and what could not be read at all.
  var failures: Int { decoder.failures + demuxer.missingBlocks }

  /// Decodes the next frame; false at the end of the file.
  ///
  /// With a device every failure is a `deviceFailure`, and so is the end, before which it may have lost pictures.
  mutating func next(into frame: borrowing Frame) throws(FFmpegError) -> Bool {
    guard hasDevice else { return try nextDecoded(into: frame) }
    do throws(FFmpegError) {
      if try nextDecoded(into: frame), decoder.failures == 0 { return true }
    } catch {
      if error.isInterruption { throw error }
    }
    throw .deviceFailure
  }

  private mutating func nextDecoded(into frame: borrowing Frame) throws(FFmpegError) -> Bool {
    while true {
      switch try decoder.receive(into: frame) {
      case .frame: return true
      case .end: return false
      case .needsPacket:
        if isDraining { return false }
        if try readPacket() {
          try decoder.send(packet)
        } else {
          isDraining = true
          try decoder.finish()
        }
      }
    }
  }

  /// Decodes the next key frame shown within `stamps`; false when there is none.
  ///
  /// `nextFollower` then answers the pictures of the `followers` packets after it, and no other one is decoded.
  mutating func nextKeyFrame(
    into frame: borrowing Frame, within stamps: ClosedRange<Int64>, followers: Int = 0
  ) throws(FFmpegError) -> Bool {
    while try readPacket() {
      let stamp = packet.timestamp ?? stamps.lowerBound
      if packet.isKeyFrame, stamp >= stamps.lowerBound {
        decoder.flush()
        try decoder.send(packet)
        group = Group(followers: followers, first: packet.timestamp)
        while try nextInGroup(into: frame) {
          // What comes before it belongs to the group before, which was not decoded.
          guard frame.isKeyFrame else { continue }
          group.first = frame.timestamp
          return true
        }
      }
      if stamp > stamps.upperBound { return false }
    }
    return false
  }

  /// Makes the picture that `next` answered last the first of a group, for `nextFollower`.
  mutating func beginGroup(at stamp: Int64?, followers: Int) {
    group = Group(followers: followers, first: stamp)
  }

  /// Decodes the next picture after the key frame that was answered last; false when enough were.
  mutating func nextFollower(into frame: borrowing Frame) throws(FFmpegError) -> Bool {
    while try nextInGroup(into: frame) {
      if let stamp = frame.timestamp, let first = group.first, stamp > first { return true }
    }
    return false
  }

  private mutating func nextInGroup(into frame: borrowing Frame) throws(FFmpegError) -> Bool {
    while true {
      switch try decoder.receive(into: frame) {
      case .frame: return true
      case .end: return false
      case .needsPacket:
        if group.followers > 0, try readPacket() {
          // A picture shown before the key frame leans on the group before.
          if let stamp = packet.timestamp, let first = group.first, stamp < first { continue }
          group.followers -= 1
          // The next group waits for its turn, unless every picture is one.
          guard packet.isKeyFrame, hasDependentPictures else {
            try decoder.send(packet)
            continue
          }
          group.followers = 0
          isWaiting = true
        }
        try decoder.finish()
      }
    }
  }

  /// Reads the next packet of the stream, or takes the one that waits.
  private mutating func readPacket() throws(FFmpegError) -> Bool {
    if isWaiting {
      isWaiting = false
      return true
    }
    while try demuxer.read(into: packet) {
      guard packet.streamIndex == index else { continue }
      tally.add(packet)
      if !packet.isKeyFrame { hasDependentPictures = true }
      return true
    }
    return false
  }

  /// A key frame and the packets after it that are still to be decoded.
  private struct Group {
    var followers = 0
    /// The key frame's time stamp.
    var first: Int64?
  }

  /// Hands over the pictures that were read since the last call.
  mutating func takePassed() -> [PacketTally.Passed] { tally.takePassed() }

  /// Goes on at the key frame at or before `timestamp`; false where the container cannot.
  mutating func seek(timestamp: Int64) -> Bool {
    guard demuxer.seek(stream: index, timestamp: timestamp) else { return false }
    decoder.flush()
    isDraining = false
    isWaiting = false
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
  /// What is to decode pictures that are read one after the other; stands down where it fails.
  var device: Device?
}
