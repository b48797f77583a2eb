// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Systemd
import TestSupport
import Testing

/// Each test gives a process of its own a notification socket.
struct NotifierTests {
  @Test func `sends what the manager expects`() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let socket = try DatagramSocket(path: folder.file("notify"))
      setenv("NOTIFY_SOCKET", folder.file("notify"), 1)
      let notifier = Notifier()
      notifier.ready(status: "2 folders")
      #expect(socket.receive() == "READY=1\nSTATUS=2 folders")
      notifier.status("odd name a\nREADY=1")
      #expect(socket.receive() == "STATUS=odd name a READY=1")
      notifier.extendTimeout(by: .seconds(90))
      #expect(socket.receive() == "EXTEND_TIMEOUT_USEC=90000000")
      notifier.watchdog()
      #expect(socket.receive() == "WATCHDOG=1")
      notifier.stopping()
      #expect(socket.receive() == "STOPPING=1")
      notifier.fail()
      #expect(socket.receive() == "WATCHDOG=trigger")
    }
  }

  @Test func `a reload is announced`() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let socket = try DatagramSocket(path: folder.file("notify"))
      setenv("NOTIFY_SOCKET", folder.file("notify"), 1)
      let before = monotonicMicroseconds()
      Notifier().reloading()
      let after = monotonicMicroseconds()
      let lines = socket.receive().split(separator: "\n")
      #expect(lines.first == "RELOADING=1")
      let field = try #require(lines.last?.wholeMatch(of: /MONOTONIC_USEC=(\d+)/))
      let time = try #require(Int(field.1))
      #expect(before <= time && time <= after)
    }
  }

  @Test func `the watchdog is fed at half the manager's patience`() async {
    await #expect(processExitsWith: .success) {
      unsetenv("WATCHDOG_USEC")
      #expect(Notifier().watchdogInterval == nil)
      setenv("WATCHDOG_USEC", "30000000", 1)
      setenv("WATCHDOG_PID", "\(getpid())", 1)
      #expect(Notifier().watchdogInterval == .seconds(15))
      setenv("WATCHDOG_PID", "1", 1)
      #expect(Notifier().watchdogInterval == nil)
    }
  }

  @Test func `without a manager nothing happens`() async {
    await #expect(processExitsWith: .success) {
      unsetenv("NOTIFY_SOCKET")
      Notifier().ready(status: "on")
    }
  }
}

private func monotonicMicroseconds() -> Int {
  var now = timespec()
  clock_gettime(CLOCK_MONOTONIC, &now)
  return now.tv_sec * 1_000_000 + now.tv_nsec / 1000
}

/// Receives one datagram at a time.
private final class DatagramSocket {
  private let raw: Int32

  init(path: String) throws {
    raw = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let answer = withUnsafeBytes(of: &address) {
      bind(raw, $0.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t($0.count))
    }
    try #require(answer == 0)
  }

  deinit { close(raw) }

  func receive() -> String {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let size = recv(raw, &bytes, bytes.count, Int32(MSG_DONTWAIT))
    return String(decoding: bytes.prefix(max(0, size)), as: UTF8.self)
  }
}
