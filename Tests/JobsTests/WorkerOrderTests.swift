// SPDX-License-Identifier: GPL-3.0-or-later

import Jobs
import Media
import Testing

struct WorkerOrderTests {
  static let limits = WorkerLimits(memoryBytes: 1, cpuSeconds: 2, fileBytes: 3, stallSeconds: 4)

  @Test func `the header can be read without knowing the job`() throws {
    let format = HouseFormat(canvas: PixelSize(width: 64, height: 64), frameRate: Rational(25))
    let order = WorkerOrder(
      body: SegmentJob(format: format, spans: []), limits: Self.limits, priority: .idle,
      inputs: 5, outputs: 6, hardware: .vaapi)
    let header = try Wire.value(of: WorkerOrderHeader.self, in: Wire.line(order))
    #expect(header.kind == .segment)
    #expect(header.limits == Self.limits)
    #expect(header.priority == .idle)
    #expect((header.inputs, header.outputs) == (5, 6))
    #expect(header.hardware == .vaapi)
    let plain = WorkerOrder(body: ProbeJob(), limits: Self.limits, inputs: 1, outputs: 0)
    #expect(try Wire.value(of: WorkerOrderHeader.self, in: Wire.line(plain)).hardware == nil)
  }

  @Test func `an order that names a canvas tells its pixels`() {
    let format = HouseFormat(canvas: PixelSize(width: 64, height: 36), frameRate: Rational(25))
    #expect(SegmentJob(format: format, spans: []).pixels == 2304)
    #expect(AnalyzeJob().pixels == nil)
  }

  @Test func `a line of any kind is read whatever else it may carry`() throws {
    let lines: [WorkerLine<[Int]>] = [
      WorkerLine(sandbox: "landlock"), WorkerLine(progress: 0.25), WorkerLine(answer: [1, 2]),
      WorkerLine(failure: JobFailure(.damaged, detail: "d")),
    ]
    for line in lines {
      let bytes = try Wire.line(line)
      let text = String(decoding: bytes, as: UTF8.self)
      let fields = ["sandbox", "progress", "answer", "failure"].filter {
        text.contains("\"\($0)\"")
      }
      #expect(fields.count == 1, "\(text)")
      let read = try Wire.value(of: WorkerLine<[Int]>.self, in: bytes)
      #expect(read.sandbox == line.sandbox)
      #expect(read.progress == line.progress)
      #expect(read.answer == line.answer)
      #expect(read.failure == line.failure)
    }
  }
}
