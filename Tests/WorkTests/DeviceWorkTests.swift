// SPDX-License-Identifier: GPL-3.0-or-later

import FFmpeg
import Foundation
import Jobs
import Media
import Synchronization
import TestSupport
import Testing

@testable import Work

struct DeviceWorkTests {
  let studio: Studio

  init() throws { studio = try Studio() }

  private func bench(
    _ name: String,
    _ device: @escaping @Sendable () throws(FFmpegError) -> Device?
  ) throws -> Workbench {
    Workbench(
      inputs: [], outputs: [try studio.output(name)], interrupt: InterruptFlag(), device: device
    ) { _ in }
  }

  @Test func `a device that is not there, does not open or does not decode is told`() throws {
    #expect(try DeviceJob().run(on: bench("a") { () throws(FFmpegError) in nil }) == .missing)
    let closed = try DeviceJob().run(
      on: bench("b") { () throws(FFmpegError) in throw FFmpegError(code: -13, call: "vaapi") })
    #expect(closed == .closed("vaapi: Permission denied"))
    // It finds no device, here or on any machine that has another kind only.
    guard !FileManager.default.fileExists(atPath: "/dev/video0") else { return }
    let wrong = try DeviceJob().run(
      on: bench("c") { () throws(FFmpegError) in try Device.open(.v4l2m2m) })
    #expect(wrong == .wrong("v4l2m2m"))
    #expect(reason(of: DeviceJob(), [], []) == .badOrder)
  }

  @Test func `a piece is the same with a device that fails as without one`() throws {
    let source = try studio.make("a.mp4", NumberedPictures.source() + ["-c:v", "libx264"])
    let asked = Mutex(0)
    func piece(_ name: String, _ spans: [SpanOrder], _ reading: ReadingMode) throws -> Data {
      let bench = Workbench(
        inputs: [source], outputs: [try studio.output(name)], interrupt: InterruptFlag(),
        device: { () throws(FFmpegError) in
          asked.withLock { $0 += 1 }
          return try Device.open(.v4l2m2m)
        }
      ) { _ in }
      _ = try SegmentJob(format: .small, spans: spans, reading: reading).run(on: bench)
      return try studio.bytes(name)
    }
    let long = [SpanOrder(0, 80), SpanOrder(10, 90)]
    let cautious = try piece("cautious.mp4", long, .cautious)
    _ = try piece("short.mp4", [SpanOrder(0, 80)], .direct)
    #expect(asked.withLock { $0 } == 0)
    #expect(try piece("direct.mp4", long, .direct) == cautious)
    #expect(asked.withLock { $0 } == 1)
  }
}
