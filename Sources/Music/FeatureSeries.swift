// SPDX-License-Identifier: GPL-3.0-or-later

/// A row of `width` numbers a frame.
package struct FrameRows: Sendable, Equatable {
  package let width: Int
  package var values: [Float] = []

  package init(width: Int) { self.width = width }

  package var count: Int { values.count / width }

  package subscript(_ frame: Int, _ column: Int) -> Float { values[frame * width + column] }

  /// The row of `frame`.
  package func row(_ frame: Int) -> ArraySlice<Float> {
    values[(frame * width)..<((frame + 1) * width)]
  }
}

/// What is heard of a piece, frame by frame: the input of everything that follows.
package struct FeatureSeries: Sendable, Equatable {
  package var sampleCount: Int
  /// Log-compressed magnitudes of 40 mel bands, `framesPerSecond` rows a second.
  package var mel: FrameRows
  /// Log-compressed magnitudes of 48 semitones, one row every `semitoneStride` frames.
  package var semitones: FrameRows
  /// Root mean square of the samples around each frame, full scale 1, before the gain.
  package var level: [Float]
  /// The same in each quarter of a frame's 10 ms.
  package var envelope: FrameRows
  /// What the piece was multiplied by to bring all pieces to one loudness.
  package var gain: Float

  /// Frames from one row of semitones to the next: chords change slower than 25 times a second.
  package static let semitoneStride = 4

  /// Parts of a frame that `envelope` tells apart.
  package static let envelopeParts = 4

  package var frameCount: Int { level.count }
}
