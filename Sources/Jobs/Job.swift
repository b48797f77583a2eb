// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// What a worker can be asked to do; the answer has one type per job.
package protocol Job: Codable, Sendable {
  associatedtype Answer: Codable & Sendable
  /// Names the job on the wire.
  static var kind: JobKind { get }
}

/// The jobs there are; their names are part of the protocol between daemon and workers.
package enum JobKind: String, Codable, Sendable, CaseIterable {
  case probe
  case analyze
  case music
  case segment
  case soundtrack
  case compose
  case assemble
  case check
  case compare
  case verify
  case title
  case click
  case device
  case preview
}

/// Says what a file holds.
///
/// Input 0: the file.
package struct ProbeJob: Job {
  package typealias Answer = MediaInfo
  package static let kind = JobKind.probe

  package init() {}
}

/// Finds and measures the shots of footage.
///
/// Input 0: the file.
package struct AnalyzeJob: Job {
  package typealias Answer = FootageAnalysis
  package static let kind = JobKind.analyze

  package var depth: Depth
  package var reading: ReadingMode
  /// When the file was last written, in milliseconds since 1970: for one that does not say when it was recorded.
  package var written: Int64?

  package init(depth: Depth = .full, reading: ReadingMode = .direct, written: Int64? = nil) {
    self.depth = depth
    self.reading = reading
    self.written = written
  }

  /// How closely to look.
  package enum Depth: String, Codable, Sendable, Hashable {
    /// Every frame.
    case full
    /// Key frames only: enough for a first film, soon replaced.
    case coarse
  }
}

/// Finds the beats of a song.
///
/// Input 0: the file.
package struct MusicJob: Job {
  package typealias Answer = MusicAnalysis
  package static let kind = JobKind.music

  /// What a person says of the beats.
  package var hints: BeatHints
  package var reading: ReadingMode
  /// Seconds of the song that are listened to; all that is known of it is of these.
  package var longest: Int

  package init(
    hints: BeatHints = BeatHints(), reading: ReadingMode = .direct, longest: Int = Self.usualLongest
  ) {
    self.hints = hints
    self.reading = reading
    self.longest = longest
  }

  /// Two hours: what is heard is held in memory, 170 MB an hour.
  package static let usualLongest = 7200
}

/// Encodes spans of footage in house format.
///
/// Input 0: the footage, then the table of colours if the format has a look; output 0: the piece.
package struct SegmentJob: Job {
  package static let kind = JobKind.segment

  package var format: HouseFormat
  /// Sorted by start.
  package var spans: [SpanOrder]
  package var reading: ReadingMode

  package init(format: HouseFormat, spans: [SpanOrder], reading: ReadingMode = .direct) {
    self.format = format
    self.spans = spans
    self.reading = reading
  }

  /// What the piece holds.
  package struct Answer: Codable, Sendable {
    package var houseID: String
    package var spans: [PieceSpan]

    package init(houseID: String, spans: [PieceSpan]) {
      self.houseID = houseID
      self.spans = spans
    }
  }
}

/// Joins pieces by packet copy, and the packets of the sound beside them.
///
/// Inputs: the pieces, then the file of the sound if there is one; output 0: the film.
package struct AssembleJob: Job {
  package static let kind = JobKind.assemble

  package var format: HouseFormat
  package var steps: [CopyStep]
  package var pieces: Int
  /// What the file of the sound holds; nil for a silent film.
  package var sound: SoundtrackJob.Answer?
  /// Value of the film's `montaged` tag.
  package var tag: String

  package init(
    format: HouseFormat, steps: [CopyStep], pieces: Int, sound: SoundtrackJob.Answer?,
    tag: String
  ) {
    self.format = format
    self.steps = steps
    self.pieces = pieces
    self.sound = sound
    self.tag = tag
  }

  /// Frames of one piece, copied.
  package struct CopyStep: Codable, Sendable, Hashable {
    /// Index among the inputs.
    package var piece: Int
    /// Frames of the piece's file; the first is an IDR.
    package var frames: FrameSpan
    /// The piece's groups from that IDR on, as many as the frames reach into.
    package var groups: [PictureGroup]

    package init(piece: Int, frames: FrameSpan, groups: [PictureGroup]) {
      self.piece = piece
      self.frames = frames
      self.groups = groups
    }
  }

  /// The film, or the pieces that must be made anew first.
  package struct Answer: Codable, Sendable {
    /// Indices of pieces with another house id or other bytes; when there are any, no film was made.
    package var rejectedPieces: [Int]
    /// The file of the sound has other bytes; no film was made.
    package var isSoundRejected: Bool
    package var houseID: String
    package var frames: Int
    /// SHA-256 over each step's packets.
    package var stepDigests: [String]

    package init(
      rejectedPieces: [Int], isSoundRejected: Bool = false, houseID: String, frames: Int,
      stepDigests: [String]
    ) {
      self.rejectedPieces = rejectedPieces
      self.isSoundRejected = isSoundRejected
      self.houseID = houseID
      self.frames = frames
      self.stepDigests = stepDigests
    }
  }
}

/// Reads a film back before it is published.
///
/// Input 0: the film.
package struct CheckJob: Job {
  package static let kind = JobKind.check

  package var format: HouseFormat
  package var houseID: String
  /// Frames of each copied step.
  package var stepFrames: [Int]
  package var stepDigests: [String]
  package var hasSound: Bool

  package init(
    format: HouseFormat, houseID: String, stepFrames: [Int], stepDigests: [String], hasSound: Bool
  ) {
    self.format = format
    self.houseID = houseID
    self.stepFrames = stepFrames
    self.stepDigests = stepDigests
    self.hasSound = hasSound
  }

  /// What is wrong with the film; empty when nothing is.
  package struct Answer: Codable, Sendable {
    package var faults: [String]

    package init(faults: [String]) { self.faults = faults }
  }
}
