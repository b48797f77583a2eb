// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Linux
import TestSupport
import Testing

/// Each test shuts a fresh process in and tries to get out.
struct SandboxTests {
  @Test func `what is open stays usable, nothing else can be opened`() async {
    await #expect(processExitsWith: .success) {
      let kept = try FileDescriptor.open("/etc/hostname")
      let output = try FileDescriptor.memory(name: "output")
      guard try Sandbox.restrictThread(ProcessLimits(openFiles: 64)) == .landlock else { return }
      #expect(try kept.read(count: 1).count == 1)
      try output.writeAll([1, 2])
      #expect(try output.pread(at: 0, count: 2) == [1, 2])
      let reading = #expect(throws: SystemError.self) {
        _ = try FileDescriptor.open("/etc/hostname").raw
      }
      #expect(reading?.errno == EACCES)
      let creating = #expect(throws: SystemError.self) {
        _ = try FileDescriptor.open("/tmp/montaged-escape", .creating(permissions: 0o600)).raw
      }
      #expect(creating?.errno == EACCES)
      #expect(throws: SystemError.self) { try Directory.entries("/") }
    }
  }

  @Test func `named folders can be read, and nothing else`() async {
    await #expect(processExitsWith: .success) {
      let folders = [Path("/etc/fonts"), Path("/nowhere/at/all"), Path("/usr/share/doc")]
      guard try Sandbox.restrictThread(ProcessLimits(), reading: folders) == .landlock else {
        return
      }
      #expect(try !Directory.entries("/usr/share/doc").isEmpty)
      for path: Path in ["/etc/passwd", "/etc/hostname", "/usr/share/doc/../zoneinfo/UTC"] {
        let error = #expect(throws: SystemError.self) { _ = try FileDescriptor.open(path).raw }
        #expect(error?.errno == EACCES, "\(path)")
      }
      #expect(throws: SystemError.self) { try Directory.entries("/etc") }
      let writing = #expect(throws: SystemError.self) {
        _ = try FileDescriptor.open(
          "/usr/share/doc/montaged-escape", .creating(permissions: 0o600)
        ).raw
      }
      #expect(writing?.errno == EACCES)
    }
  }

  @Test func `named devices can be used, named files read, and no others`() async {
    await #expect(processExitsWith: .success) {
      let files: [Path] = ["/etc/hostname"]
      let devices: [Path] = ["/dev/null", "/dev/pts", "/nowhere/at/all"]
      guard
        try Sandbox.restrictThread(ProcessLimits(), reading: files, using: devices) == .landlock
      else { return }
      try FileDescriptor.open("/dev/null", .updating).writeAll([1])
      _ = try Directory.entries("/dev/pts")
      #expect(try !Directory.entries("/dev").isEmpty)
      #expect(throws: SystemError.self) { try Directory.entries("/etc") }
      _ = try FileDescriptor.open("/etc/hostname").raw
      for path: Path in ["/dev/zero", "/etc/passwd"] {
        let error = #expect(throws: SystemError.self) { _ = try FileDescriptor.open(path).raw }
        #expect(error?.errno == EACCES, "\(path)")
      }
      let writing = #expect(throws: SystemError.self) {
        _ = try FileDescriptor.open("/etc/hostname", .updating).raw
      }
      #expect(writing?.errno == EACCES)
    }
  }

  @Test func `no connection can be made`() async {
    await #expect(processExitsWith: .success) {
      let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      guard try Sandbox.restrictThread(ProcessLimits()) == .landlock, Landlock.version ?? 0 >= 4
      else { return }
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = in_port_t(9).bigEndian
      address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
      let answer = withUnsafeBytes(of: &address) {
        connect(
          socket, $0.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t($0.count))
      }
      let code = errno
      #expect(answer == -1)
      // Without the sandbox nobody listens there and the answer is ECONNREFUSED.
      #expect(code == EACCES)
    }
  }

  @Test func `a process started inside is shut in as well`() async {
    await #expect(processExitsWith: .success) {
      guard try Sandbox.restrictThread(ProcessLimits()) == .landlock else { return }
      let error = #expect(throws: SystemError.self) {
        _ = try ChildProcess.spawn(Command(executable: "/bin/true"))
      }
      #expect(error?.errno == EACCES)
    }
  }

  @Test func `more than one thread is refused`() async {
    await #expect(processExitsWith: .success) {
      guard let version = Landlock.version, version < 8 else { return }
      let second = DetachedThread()
      #expect(try Sandbox.threadCount() > 1)
      let error = #expect(throws: SystemError.self) { try Sandbox.enter(ProcessLimits()) }
      #expect(error?.errno == EBUSY)
      _ = try FileDescriptor.open("/etc/hostname").raw
      second.keep()
    }
  }

  @Test func `limits hold`() async {
    await #expect(processExitsWith: .success) {
      signal(SIGXFSZ, SIG_IGN)
      let file = try FileDescriptor.memory(name: "output")
      try ProcessLimits(fileSize: 1000).apply()
      let bytes = [UInt8](repeating: 0, count: 1001)
      let error = #expect(throws: SystemError.self) { try file.writeAll(bytes) }
      #expect(error?.errno == EFBIG)
      #expect(try FileStatus.read(of: file).size == 1000)
    }
    await #expect(processExitsWith: .signal(SIGKILL)) {
      try ProcessLimits(processorSeconds: 1).apply()
      while true { _ = getppid() }
    }
    await #expect(processExitsWith: .success) {
      try ProcessLimits(addressSpace: 8 << 30, openFiles: 32).apply()
      #expect(malloc(16 << 30) == nil)
      var numbers: [Int32] = []
      while let number = try? FileDescriptor.memory(name: "x").release() { numbers.append(number) }
      #expect(numbers.count < 32)
      numbers.forEach { _ = close($0) }
    }
  }
}

/// A thread that sleeps as long as the process lives.
private struct DetachedThread {
  private var thread = pthread_t()

  init() {
    pthread_create(&thread, nil, { _ in while true { pause() } }, nil)
  }

  func keep() {}
}
