// SPDX-License-Identifier: GPL-3.0-or-later

internal import Jobs

/// Reads an order, does its job, writes the lines of the answer.
package enum JobRunner {
  /// The job as JSON, and what it is done with; `write` takes complete lines.
  package static func run(
    order: [UInt8], on bench: Workbench, write: ([UInt8]) -> Void
  ) throws {
    let header = try Wire.value(of: WorkerOrderHeader.self, in: order)
    switch header.kind {
    case .probe: try run(ProbeJob.self, order, bench, write)
    case .analyze: try run(AnalyzeJob.self, order, bench, write)
    case .music: try run(MusicJob.self, order, bench, write)
    case .segment: try run(SegmentJob.self, order, bench, write)
    case .soundtrack: try run(SoundtrackJob.self, order, bench, write)
    case .compose: try run(ComposeJob.self, order, bench, write)
    case .assemble: try run(AssembleJob.self, order, bench, write)
    case .check: try run(CheckJob.self, order, bench, write)
    case .compare: try run(CompareJob.self, order, bench, write)
    case .verify: try run(VerifyJob.self, order, bench, write)
    case .title: try run(TitleJob.self, order, bench, write)
    case .click: try run(ClickJob.self, order, bench, write)
    case .device: try run(DeviceJob.self, order, bench, write)
    case .preview: try run(PreviewJob.self, order, bench, write)
    }
  }

  private static func run<Body: Workable>(
    _ type: Body.Type, _ order: [UInt8], _ bench: Workbench, _ write: ([UInt8]) -> Void
  ) throws {
    let order = try Wire.value(of: WorkerOrder<Body>.self, in: order)
    let line: WorkerLine<Body.Answer>
    do throws(JobFailure) {
      line = WorkerLine(answer: try order.body.run(on: bench))
    } catch {
      line = WorkerLine(failure: error)
    }
    write(try Wire.line(line))
  }
}
