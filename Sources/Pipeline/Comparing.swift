// SPDX-License-Identifier: GPL-3.0-or-later

internal import Jobs
package import Linux
package import Media
internal import Workers

/// Compares two films that a person names.
package struct Comparing: Sendable {
  private let workshop: Workshop
  private let progress: Progress.Listener

  package init(_ workshop: Workshop, progress: @escaping Progress.Listener = { _ in }) {
    self.workshop = workshop
    self.progress = progress
  }

  /// How `second` differs from `first`.
  package func compare(
    _ first: Path, _ second: Path
  ) async throws(MontageFailure) -> Comparison {
    let films = [try OpenFile.named(first), try OpenFile.named(second)]
    return try await MontageFailure.wrapping {
      var pixels = 0
      for film in films { pixels = max(pixels, try await self.pixels(of: film)) }
      do throws(JobFailure) {
        return try await workshop.pool.run(
          CompareJob(), inputs: films,
          ticket: WorkTicket(.film, subject: first.display, pixels: pixels)
        ) { [progress] share in
          progress(Progress(.comparing, share: share, detail: first.display))
        }
      } catch {
        throw MontageFailure(comparing: films, error)
      }
    }
  }

  /// Asks for each film first: so a film that cannot be read is named.
  private func pixels(of film: OpenFile) async throws(MontageFailure) -> Int {
    do throws(JobFailure) {
      let info = try await workshop.pool.run(ProbeJob(), inputs: [film])
      guard let video = info.video else { throw JobFailure(.noPicture) }
      return video.width * video.height
    } catch {
      throw MontageFailure(comparing: [film], error)
    }
  }
}
