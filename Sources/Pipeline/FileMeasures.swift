// SPDX-License-Identifier: GPL-3.0-or-later

internal import Jobs
package import Linux
package import Media

/// Measures of single files that a person names.
package struct FileMeasures: Sendable {
  private let measuring: Measuring
  private let progress: Progress.Listener

  package init(_ workshop: Workshop, progress: @escaping Progress.Listener = { _ in }) {
    measuring = Measuring(store: workshop.store, pool: workshop.pool)
    self.progress = progress
  }

  /// The shots of a footage file.
  package func footage(_ path: Path) async throws(MontageFailure) -> FootageAnalysis {
    let file = try OpenFile.named(path)
    return try await MontageFailure.wrapping {
      do {
        return try await measuring.footage(file) { [progress] share in
          progress(Progress(.analysing, share: share, detail: path.display))
        }.1
      } catch let failure as JobFailure {
        throw MontageFailure(footage: file, failure)
      }
    }
  }

  /// Why a film would not use such footage, and what to do; nil when it would.
  package func problem(of analysis: FootageAnalysis) -> String? { Damage.sentence(for: analysis) }

  /// The beats of a song.
  package func music(_ path: Path) async throws(MontageFailure) -> MusicAnalysis {
    let file = try OpenFile.named(path)
    return try await MontageFailure.wrapping {
      do {
        return try await measuring.music(file) { [progress] share in
          progress(Progress(.listening, share: share, detail: path.display))
        }.1
      } catch let failure as JobFailure {
        throw MontageFailure(song: file, failure)
      }
    }
  }
}
