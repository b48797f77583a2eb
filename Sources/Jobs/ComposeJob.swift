// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// Encodes frames whose pixels are touched, in house format.
///
/// Inputs: what the composition names, in its order, then the table of colours if the format has a look;
/// output 0: the piece.
package struct ComposeJob: Job {
  package typealias Answer = SegmentJob.Answer
  package static let kind = JobKind.compose

  package var format: HouseFormat
  package var composition: Composition
  /// Frames of the composition, sorted by start.
  package var spans: [SpanOrder]
  package var reading: ReadingMode

  package init(
    format: HouseFormat, composition: Composition, spans: [SpanOrder],
    reading: ReadingMode = .direct
  ) {
    self.format = format
    self.composition = composition
    self.spans = spans
    self.reading = reading
  }
}
