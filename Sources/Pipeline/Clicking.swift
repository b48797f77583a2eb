// SPDX-License-Identifier: GPL-3.0-or-later

internal import Jobs
package import Linux
internal import Media
internal import Workers

/// A song with clicks on its beats, in a file for ears to judge by.
package struct Clicking: Sendable {
  private let workshop: Workshop
  private let progress: Progress.Listener

  package init(_ workshop: Workshop, progress: @escaping Progress.Listener = { _ in }) {
    self.workshop = workshop
    self.progress = progress
  }

  /// Writes the WAV file `output`, in place of what is there.
  package func click(_ song: HeardSong, to output: Path) async throws(MontageFailure) {
    let length = song.analysis.duration.frame(at: Rational(Int64(ClickJob.sampleRate)))
    guard length <= ClickJob.mostSamples else {
      throw MontageFailure(
        .input, "\(song.file.path): longer than the six hours that a WAV file holds; cut it first")
    }
    try await MontageFailure.wrapping {
      let folder = output.parent ?? Path(".")
      var file = try create(output, in: folder)
      do throws(JobFailure) {
        _ = try await workshop.pool.run(
          ClickJob(beats: song.analysis.beats), inputs: [song.file], outputs: [file.raw]
        ) { [progress] share in
          progress(Progress(.listening, share: share, detail: song.file.path.display))
        }
      } catch {
        if error.reason == .writeError {
          throw MontageFailure(
            .output, "\(output): cannot be written (\(error.detail)); make room on the disk")
        }
        throw MontageFailure(song: song.file, error)
      }
      do throws(SystemError) {
        try file.publish(as: output.name, replacing: true)
      } catch {
        throw MontageFailure(writing: output, error)
      }
    }
  }

  private func create(_ output: Path, in folder: Path) throws(MontageFailure) -> OutputFile {
    guard (try? FileStatus.read(output, followingLinks: true))?.kind != .directory else {
      throw MontageFailure(.output, "\(output): a folder; name a file in it, such as clicks.wav")
    }
    do throws(SystemError) {
      return try OutputFile.create(in: folder, permissions: 0o664)
    } catch {
      throw MontageFailure(writing: folder, error)
    }
  }
}
