// SPDX-License-Identifier: GPL-3.0-or-later

internal import FFmpeg
internal import Footage
package import Jobs
package import Media

extension AnalyzeJob: Workable {
  package func run(on bench: Workbench) throws(JobFailure) -> FootageAnalysis {
    let input = try bench.input()
    do throws(FFmpegError) {
      var reader = try FootageReader(descriptor: input, interrupt: bench.interrupt)
      var analyser = FootageAnalyser(aspect: reader.info.video?.codedAspect ?? 16 / 9)
      var picture = FootagePicture()
      let promised = reader.info.duration?.seconds ?? 0
      while try reader.next(into: &picture) {
        analyser.process(picture)
        try bench.step(promised > 0 ? picture.time.seconds / promised : 0)
      }
      let end = picture.time + reader.frameDuration
      return FootageAnalysis(
        info: reader.info, duration: end, decodedFrames: reader.decodedFrames,
        decodeFailures: reader.decodeFailures, shots: analyser.finish(end: end))
    } catch {
      throw JobFailure(error)
    }
  }
}
