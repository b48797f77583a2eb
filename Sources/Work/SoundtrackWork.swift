// SPDX-License-Identifier: GPL-3.0-or-later

internal import FFmpeg
package import Jobs
internal import Media
internal import Rendering

extension SoundtrackJob: Workable {
  package func run(on bench: Workbench) throws(JobFailure) -> Answer {
    let song = try bench.input()
    let output = try bench.output()
    guard sampleCount > 0 else { throw JobFailure(.badOrder, detail: "a film without samples") }
    do throws(FFmpegError) {
      var reader = try SoundtrackReader(
        song: song, soundtrack: soundtrack, sampleCount: sampleCount, interrupt: bench.interrupt)
      var done = 0
      let samples = try SoundtrackFile.encode(to: output) { (count) throws(FFmpegError) in
        let block = try reader.next(count)
        done += count
        try bench.step(Double(done) / Double(sampleCount))
        return block
      }
      return Answer(samples: samples, digest: try SoundtrackFile.digest(of: output))
    } catch {
      throw JobFailure(error, missing: .noSound)
    }
  }
}
