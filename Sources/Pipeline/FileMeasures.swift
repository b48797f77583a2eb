// SPDX-License-Identifier: GPL-3.0-or-later

internal import Jobs
package import Linux
package import Media
package import Settings

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

  /// The beats of a song, by what is said of them here and in a file beside it.
  package func music(
    _ path: Path, wishes: BeatWishes = BeatWishes()
  ) async throws(MontageFailure) -> HeardSong {
    let file = try OpenFile.named(path)
    return try await MontageFailure.wrapping {
      do {
        let written = try Self.writtenBeats(for: path)
        let (_, analysis) = try await measuring.music(
          file, wishes: wishes, written: written
        ) { [progress] share in
          progress(Progress(.listening, share: share, detail: path.display))
        }
        return HeardSong(file: file, analysis: analysis, writtenBeats: written?.name)
      } catch let failure as JobFailure {
        throw MontageFailure(song: file, failure)
      }
    }
  }

  private static func writtenBeats(for song: Path) throws(MontageFailure) -> WrittenBeats? {
    let folder = song.parent ?? Path(".")
    // A folder that may be passed through but not listed keeps its names for itself.
    let names = ((try? Directory.entries(folder)) ?? []).filter { $0.kind == .regular }.map(\.name)
    return try WrittenBeats(for: song.name, among: names, in: folder)
  }
}

/// A song that was listened to.
package struct HeardSong: Sendable {
  let file: OpenFile
  package let analysis: MusicAnalysis
  /// The file beside it that holds its beats; nil where they were found.
  package let writtenBeats: Path?
}
