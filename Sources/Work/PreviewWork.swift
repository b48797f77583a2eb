// SPDX-License-Identifier: GPL-3.0-or-later

internal import FFmpeg
package import Jobs
internal import Linux
internal import Media
internal import Rendering

extension PreviewJob: Workable {
  package func run(on bench: Workbench) throws(JobFailure) -> Answer {
    guard wish.times.count <= Self.mostPictures, (1...Self.mostPixels).contains(wish.pixels),
      (1...Self.mostParts).contains(wish.parts)
    else { throw JobFailure(.badOrder, detail: "a preview that nobody would look at") }
    let film = try bench.input()
    let output = try bench.output()
    let preview: FilmPreview
    do throws(FFmpegError) {
      preview = try FilmPreview(of: film, wish, interrupt: bench.interrupt) {
        (share) throws(FFmpegError) in try bench.step(share)
      }
    } catch {
      throw JobFailure(error)
    }
    do throws(SystemError) {
      // A job whose worker had to make room is done again, on the same file.
      try FileDescriptor.rewrite(output, with: Array(preview.stills.joined()))
    } catch {
      throw JobFailure(.writeError, detail: error.description)
    }
    return Answer(
      byteCounts: preview.stills.map(\.count), size: preview.size, peaks: preview.peaks)
  }
}
