// SPDX-License-Identifier: GPL-3.0-or-later

internal import FFmpeg
internal import Glibc
internal import Jobs
internal import Linux

/// The order on standard input: one line, then silence until the job is done or no longer wanted.
enum Order {
  /// Reads up to the first newline.
  static func read(from descriptor: Int32) throws -> [UInt8] {
    var lines = LineBuffer(limit: Wire.longestLine)
    while true {
      if let line = try lines.take() { return line }
      let bytes = try chunk(of: descriptor)
      guard !bytes.isEmpty else { throw JobFailure(.badOrder, detail: "the order breaks off") }
      lines.append(bytes)
    }
  }

  /// Stops the job when the parent closes the pipe, as it does when it cancels or dies.
  static func watchForEnd(of descriptor: Int32, interrupt: InterruptFlag) throws {
    let watch = Unmanaged.passRetained(Watch(descriptor: descriptor, interrupt: interrupt))
    var thread = pthread_t()
    // Not a dispatch queue: without memory for its thread it would wait for ever.
    let code = pthread_create(
      &thread, nil,
      { context in
        if let context { Unmanaged<Watch>.fromOpaque(context).takeRetainedValue().run() }
        return nil
      }, watch.toOpaque())
    guard code == 0 else {
      watch.release()
      throw JobFailure(
        .outOfMemory, detail: SystemError(errno: code, call: "pthread_create").description)
    }
  }

  /// What the watching thread needs.
  private final class Watch: Sendable {
    let descriptor: Int32
    let interrupt: InterruptFlag

    init(descriptor: Int32, interrupt: InterruptFlag) {
      self.descriptor = descriptor
      self.interrupt = interrupt
    }

    func run() {
      while let bytes = try? chunk(of: descriptor), !bytes.isEmpty { continue }
      interrupt.set()
      // A library that does not look at the flag is not waited for.
      sleep(graceSeconds)
      exit(EX_TEMPFAIL)
    }
  }

  private static func chunk(of descriptor: Int32) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &bytes, bytes.count)
      if count >= 0 { return Array(bytes.prefix(count)) }
      guard errno == EINTR else { throw SystemError(errno: errno, call: "read") }
    }
  }

  private static let graceSeconds: UInt32 = 1
}
