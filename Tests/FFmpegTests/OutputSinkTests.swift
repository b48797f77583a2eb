// SPDX-License-Identifier: GPL-3.0-or-later

import CFFmpeg
import Foundation
import TestSupport
import Testing

@testable import FFmpeg

struct OutputSinkTests {
  let studio: Studio

  init() throws { studio = try Studio() }

  private func write(_ bytes: [UInt8], to sink: OutputSink) {
    bytes.withUnsafeBufferPointer { avio_write(sink.context, $0.baseAddress, Int32($0.count)) }
  }

  @Test func `bytes arrive, also those written over earlier ones`() throws {
    let sink = try OutputSink(descriptor: studio.output("a"))
    write([UInt8](repeating: 1, count: 600_000), to: sink)
    #expect(avio_seek(sink.context, 5, SEEK_SET) == 5)
    write([2, 3], to: sink)
    #expect(avio_seek(sink.context, 600_000, SEEK_SET) == 600_000)
    write([4], to: sink)
    try sink.finish()
    let written = [UInt8](try studio.bytes("a"))
    #expect(written.count == 600_001)
    #expect(Array(written[4...7]) == [1, 2, 3, 1])
    #expect(written.last == 4)
  }

  @Test func `a longer file from before is cut`() throws {
    let descriptor = try studio.output("a")
    #expect(Foundation.write(descriptor, "a longer text", 13) == 13)
    let sink = try OutputSink(descriptor: descriptor)
    write([7, 8], to: sink)
    try sink.finish()
    #expect(try [UInt8](studio.bytes("a")) == [7, 8])
  }

  @Test func `the descriptor's own offset is left alone`() throws {
    let descriptor = try studio.output("a")
    let sink = try OutputSink(descriptor: descriptor)
    write([1, 2, 3], to: sink)
    try sink.finish()
    #expect(lseek(descriptor, 0, SEEK_CUR) == 0)
  }

  @Test func `a full disk is told with its own code`() throws {
    let sink = try OutputSink(descriptor: studio.openFull())
    write([1, 2, 3], to: sink)
    let error = #expect(throws: FFmpegError.self) { try sink.finish() }
    #expect(error?.code == -ENOSPC)
    #expect(error?.isWriteError == true)
  }

  @Test func `a file that may only be read is told as well`() throws {
    try studio.write("a", Data([1]))
    let sink = try OutputSink(descriptor: studio.open("a"))
    write([1, 2, 3], to: sink)
    #expect(throws: FFmpegError(code: -EBADF, call: "pwrite")) { try sink.finish() }
  }
}
