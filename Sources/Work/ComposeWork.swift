// SPDX-License-Identifier: GPL-3.0-or-later

internal import FFmpeg
package import Jobs
internal import Media
internal import Rendering

extension ComposeJob: Workable {
  package func run(on bench: Workbench) throws(JobFailure) -> Answer {
    let output = try bench.output()
    guard composition.isPossible,
      bench.inputs.count == composition.inputs.count + (format.look == nil ? 0 : 1),
      !spans.isEmpty,
      spans.allSatisfy({
        $0.frames.start >= 0 && $0.frames.count > 0 && $0.frames.end <= composition.frameCount
      })
    else { throw JobFailure(.badOrder, detail: "the composition contradicts its order") }
    let total = spans.reduce(0) { $0 + $1.frames.count }
    let made = composition.inputs.count
    let look = try bench.look(of: format, after: made)
    do throws(FFmpegError) {
      var composer = try Composer(
        composition, inputs: Array(bench.inputs.prefix(made)), format: format, look: look,
        mode: reading, interrupt: bench.interrupt)
      try composer.encode(spans, to: output) { done throws(FFmpegError) in
        try bench.step(Double(done) / Double(total))
      }
      let index = try PieceIndex(reading: output, frameRate: format.frameRate)
      return Answer(
        houseID: index.houseID,
        spans: SegmentJob.divide(index.groups, among: spans.map(\.frames)))
    } catch {
      throw JobFailure(error)
    }
  }
}
