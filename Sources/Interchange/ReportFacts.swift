// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// What the report tells beyond the film itself.
package struct ReportFacts: Hashable, Sendable {
  package var canvas: PixelSize
  /// Distance of each cut from its beat in milliseconds; nil for a cut where the music has no beat.
  package var cutErrors: [Double?]
  package var unused: [UnusedFile]
  /// One sentence each.
  package var notes: [String]
  /// What is heard of the film; nil when nobody listened.
  package var sound: SoundLevel?
  /// What the song does, in times of the film.
  package var sections: [Section]
  /// What the film looks like.
  package var preview: FilmPreview
  /// How it was made; nil when nobody tells.
  package var making: Making?

  package init(
    canvas: PixelSize, cutErrors: [Double?] = [], unused: [UnusedFile] = [], notes: [String] = [],
    sound: SoundLevel? = nil, sections: [Section] = [], preview: FilmPreview = FilmPreview(),
    making: Making? = nil
  ) {
    self.canvas = canvas
    self.cutErrors = cutErrors
    self.unused = unused
    self.notes = notes
    self.sound = sound
    self.sections = sections
    self.preview = preview
    self.making = making
  }

  /// What a film is on disk, and what that took.
  package struct Making: Hashable, Sendable {
    package var byteCount: Int64
    package var seconds: Double
    /// The other frames were copied from what was encoded before.
    package var encodedFrames: Int

    package init(byteCount: Int64, seconds: Double, encodedFrames: Int) {
      self.byteCount = byteCount
      self.seconds = seconds
      self.encodedFrames = encodedFrames
    }
  }

  /// Median and largest distance of a cut from its beat; nil when no cut has a beat.
  var beatError: (median: Double, largest: Double)? {
    let errors = cutErrors.compactMap { $0.map(abs) }.sorted()
    guard let largest = errors.last else { return nil }
    let middle = errors.count / 2
    let median =
      errors.count.isMultiple(of: 2) ? (errors[middle - 1] + errors[middle]) / 2 : errors[middle]
    return (median, largest)
  }
}

/// A file that does not appear in the film.
package struct UnusedFile: Hashable, Sendable {
  package var name: String
  package var reason: String

  package init(name: String, reason: String) {
    self.name = name
    self.reason = reason
  }
}
