// SPDX-License-Identifier: GPL-3.0-or-later

internal import FFmpeg
package import Jobs
internal import Media
internal import Rendering

extension SegmentJob: Workable {
  package func run(on bench: Workbench) throws(JobFailure) -> Answer {
    let input = try bench.input()
    let output = try bench.output()
    let total = spans.reduce(0) { $0 + $1.frames.count }
    guard !spans.isEmpty, spans.allSatisfy({ $0.frames.start >= 0 && $0.frames.count > 0 }) else {
      throw JobFailure(.badOrder, detail: "spans without frames")
    }
    let look = try bench.look(of: format, after: 1)
    // What does not open is as good as not there.
    let device = mayUseDevice ? (try? bench.device()) : nil
    do throws(FFmpegError) {
      var encoder = try SegmentEncoder(
        source: input, format: format, look: look, mode: reading, device: device,
        interrupt: bench.interrupt)
      try encoder.encode(spans, to: output) { done throws(FFmpegError) in
        try bench.step(Double(done) / Double(total))
      }
      let index = try PieceIndex(reading: output, frameRate: format.frameRate)
      return Answer(
        houseID: index.houseID, spans: Self.divide(index.groups, among: spans.map(\.frames)))
    } catch {
      throw JobFailure(error)
    }
  }

  /// Gives each span the groups that hold its frames: every span starts a group.
  static func divide(_ groups: [PictureGroup], among spans: [FrameSpan]) -> [PieceSpan] {
    var rest = groups[...]
    var offset = 0
    return spans.map { span in
      var own: [PictureGroup] = []
      var frames = 0
      while frames < span.count, let group = rest.popFirst() {
        own.append(group)
        frames += group.frameCount
      }
      defer { offset += span.count }
      return PieceSpan(frames: span, offset: offset, groups: own)
    }
  }
}
