// SPDX-License-Identifier: GPL-3.0-or-later

import FFmpeg
import Foundation
import Jobs
import Testing

@testable import Work

struct WorkbenchTests {
  @Test func `shares are kept between nothing and all`() throws {
    let bench = Bench()
    let work = bench.with([])
    for share in [-1, 0, 0.4, 1, 7] { try work.step(share) }
    #expect(bench.shares == [0, 0, 0.4, 1, 1])
  }

  @Test func `a step of a cancelled job ends it`() {
    let bench = Bench()
    bench.interrupt.set()
    #expect(throws: FFmpegError.interrupted) { try bench.with([]).step(0.5) }
    #expect(bench.shares == [])
  }

  @Test func `what is missing is a bad order`() throws {
    let work = Bench().with([5], [])
    #expect(try work.input() == 5)
    let failure = #expect(throws: JobFailure.self) { try work.output() }
    #expect(failure?.reason == .badOrder)
  }

  /// FFmpeg's code, the call, and what the parent is told.
  static let failures: [(Int32, String, JobFailure.Reason)] = [
    (FFmpegError.interrupted.code, "av_read_frame", .cancelled), (-ENOMEM, "x", .outOfMemory),
    (-EIO, "pread", .readError), (-ESTALE, "pread", .readError), (-ENODEV, "pread", .readError),
    (-ENOSPC, "pwrite", .writeError), (-EFBIG, "pwrite", .writeError),
    (-EIO, "pwrite", .writeError),
    (-EIO, "ftruncate", .writeError), (tag("INDA"), "avformat_open_input", .notMedia),
    (-EINVAL, "avformat_open_input", .notMedia), (tag("\u{F8}STR"), "FrameSource.init", .noPicture),
    (tag("\u{F8}ENC"), "avcodec_open2(libx264)", .notInstalled),
    (tag("\u{F8}DEC"), "avcodec_find_decoder", .noPicture), (-EINVAL, "x", .damaged),
  ]

  @Test(arguments: failures)
  func `errors mean one thing to the parent`(
    code: Int32, call: String, reason: JobFailure.Reason
  ) {
    let failure = JobFailure(FFmpegError(code: code, call: call))
    #expect(failure.reason == reason)
    #expect(failure.detail.hasPrefix(call))
  }

  @Test func `a job that needs sound misses sound`() {
    let error = FFmpegError(code: Self.tag("\u{F8}STR"), call: "x")
    #expect(JobFailure(error, missing: .noSound).reason == .noSound)
  }

  /// FFmpeg's own codes: four letters, negative.
  private static func tag(_ letters: String) -> Int32 {
    let bytes = letters.unicodeScalars.map { UInt32($0.value) }
    return -Int32(bytes.reversed().reduce(0) { $0 << 8 | $1 })
  }
}
