// SPDX-License-Identifier: GPL-3.0-or-later

internal import Jobs
package import Linux
package import Media
internal import Planning

/// A published montage.
package struct MontageResult: Sendable {
  package let name: String
  package let output: Path
  package let draft: Draft
  package let frames: Int
  package let copiedFrames: Int
  package let encodedFrames: Int
  /// What is heard; nil for a film without sound.
  package let sound: SoundLevel?
  /// An earlier film had the same sound, so that none was encoded.
  package let isSoundReused: Bool
  /// What a viewer should be told, one sentence each.
  package let notes: [String]
  /// From the plan to the published film.
  package let seconds: Double

  /// One line for the journal.
  package var summary: String {
    let timeline = draft.plan.timeline
    var text = "\(output): \(Self.tenth(timeline.duration.seconds)) s, \(timeline.cuts.count) cuts"
    if let error = draft.plan.beatError {
      text +=
        ", beat error median \(Self.tenth(error.median)) ms, largest \(Self.tenth(error.max)) ms"
    }
    return text + ", \(encodedFrames) of \(frames) frames encoded, in \(Self.tenth(seconds)) s"
  }

  private static func tenth(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }

  init(name: String, output: Path, draft: Draft, film: FilmMaker.Film, elapsed: Duration) {
    self.name = name
    self.output = output
    self.draft = draft
    frames = film.frames
    copiedFrames = film.copiedFrames
    encodedFrames = film.encodedFrames
    sound = film.sound?.content.level
    isSoundReused = film.sound?.isReused ?? false
    notes = draft.notes + draft.notes(on: film)
    seconds = elapsed / .seconds(1)
  }
}

/// The program's version.
package enum Version {
  package static let text = "0.1.0"
}
