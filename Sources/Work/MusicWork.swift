// SPDX-License-Identifier: GPL-3.0-or-later

internal import Aubio
internal import FFmpeg
package import Jobs
package import Media
internal import Music

extension MusicJob: Workable {
  package func run(on bench: Workbench) throws(JobFailure) -> MusicAnalysis {
    let input = try bench.input()
    var analyser = try analyser()
    do throws(FFmpegError) {
      var reader = try AudioReader(
        descriptor: input, sampleRate: FrameRate.sampleRate, channels: 1, mode: reading,
        interrupt: bench.interrupt)
      let limit = max(longest, 0) * FrameRate.sampleRate
      try reader.forEachBlock(upTo: limit) { (block) throws(FFmpegError) in
        analyser.process(block)
        try bench.step(0)
      }
      return analyser.finish()
    } catch {
      throw JobFailure(error, missing: .noSound)
    }
  }

  private func analyser() throws(JobFailure) -> MusicAnalyser {
    do throws(AubioError) {
      return try MusicAnalyser(hints: hints)
    } catch {
      throw JobFailure(.outOfMemory, detail: String(describing: error))
    }
  }
}
