// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport

/// A drop folder with a store of its own, and the daemon on it, started and ended as an administrator would.
final class DaemonUnderTest {
  private let root: String
  private var process: Process?
  private var starts = 0

  /// Nothing runs until `start`.
  init(_ warmth: DaemonMaterial.Warmth, _ material: DaemonMaterial) throws {
    // Reports of changes must be sure: an overlay, as in a container, would be polled.
    let fast = "/dev/shm"
    let base =
      FileManager.default.isWritableFile(atPath: fast)
      ? fast : FileManager.default.temporaryDirectory.path
    root = base + "/montaged-test-" + UUID().uuidString
    try Shell.run("mkdir", "-p", root + "/drop", root + "/state")
    try Shell.run("cp", "-r", material.cache(warmth), root + "/cache")
  }

  deinit {
    kill()
    try? FileManager.default.removeItem(atPath: root)
  }

  /// A path in the drop folder.
  func path(_ name: String) -> String { root + "/drop/" + name }

  /// A path in the cache.
  func cached(_ name: String) -> String { root + "/cache/" + name }

  func start(saying word: String = "ready:") async throws {
    starts += 1
    _ = FileManager.default.createFile(atPath: logFile, contents: nil)
    let process = Process()
    process.executableURL = try Self.program("montaged")
    process.arguments = [root + "/drop"]
    process.environment = [
      "MONTAGED_STATE_DIR": root + "/state", "MONTAGED_CACHE_DIR": root + "/cache",
      "MONTAGED_CONTROL_SOCKET": root + "/control",
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle(forWritingAtPath: logFile)
    try process.run()
    self.process = process
    try await wait("the daemon's first word") { self.log.contains(word) }
  }

  var identifier: Int32 { process?.processIdentifier ?? 0 }

  /// Asks the running daemon; answers the standard output, and fails with the standard error.
  func ask(_ arguments: String...) throws -> String {
    let told = try Shell.run(
      [
        "env", "MONTAGED_CONTROL_SOCKET=\(root)/control", Self.program("montagectl").path,
      ] + arguments)
    return String(decoding: told, as: UTF8.self)
  }

  /// What this run of the daemon has said.
  var log: String { (try? String(contentsOfFile: logFile, encoding: .utf8)) ?? "" }

  /// How often it has said `words`.
  func count(_ words: String) -> Int { log.components(separatedBy: words).count - 1 }

  /// What it has said that holds `words`.
  func lines(_ words: String) -> [String] {
    log.split(separator: "\n").filter { $0.contains(words) }.map(String.init)
  }

  private var logFile: String { root + "/log.\(starts)" }

  /// Asks the daemon to stop; answers its exit status and how many seconds it took.
  func stop() -> (status: Int32, seconds: Double) {
    let begin = Date()
    process?.terminate()
    process?.waitUntilExit()
    let status = process?.terminationStatus ?? -1
    process = nil
    return (status, Date().timeIntervalSince(begin))
  }

  /// Ends the daemon as a power cut would.
  func kill() {
    guard let process else { return }
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    self.process = nil
  }

  /// Copies a file into the drop folder as `cp` does, in steps and under its own name.
  func drop(_ file: String, as name: String) throws {
    try? FileManager.default.createDirectory(
      atPath: (path(name) as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Shell.run("cp", file, path(name))
  }

  func write(_ text: String, to name: String) throws {
    try text.write(toFile: path(name), atomically: false, encoding: .utf8)
  }

  func text(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  /// A number that changes when another file takes the name.
  func inode(_ name: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path(name))
    return attributes[.systemFileNumber] as? Int ?? 0
  }

  /// Files of ours that have no name yet, or lost their owner.
  var temporaries: [String] {
    let all = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return all.filter { $0.contains(".montaged-") && $0.hasSuffix(".tmp") }
  }

  /// Whether a worker process of the daemon lives.
  var isWorking: Bool {
    let tasks = "/proc/\(identifier)/task"
    let ids = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
    return ids.contains { id in
      let children = try? String(contentsOfFile: "\(tasks)/\(id)/children", encoding: .utf8)
      return !(children ?? "").isEmpty
    }
  }

  /// Waits until `condition` holds; fails with the daemon's words when it takes too long.
  func wait(
    _ what: String, seconds: Double = 90, until condition: () -> Bool
  ) async throws {
    let end = Date().addingTimeInterval(seconds)
    while !condition() {
      guard Date() < end else { throw Failure(what: what, log: log) }
      // There is no event to wait for in another process's doings that costs less than a look.
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  /// Something did not happen in time.
  struct Failure: Error, CustomStringConvertible {
    let what: String
    let log: String
    var description: String { "waited in vain for \(what); the daemon said:\n\(log)" }
  }

  /// Where the build put a program.
  static func program(_ name: String) throws -> URL {
    let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let url = own.deletingLastPathComponent().appendingPathComponent(name)
    // With `swift test` the tests run inside a helper of the toolchain when they are a bundle.
    guard !FileManager.default.isExecutableFile(atPath: url.path) else { return url }
    let bundle = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
    return (bundle ?? own).deletingLastPathComponent().appendingPathComponent(name)
  }
}
