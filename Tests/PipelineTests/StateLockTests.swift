// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Linux
import TestSupport
import Testing

@testable import Pipeline

struct StateLockTests {
  private let folder: TemporaryFolder
  private var places: StorePlaces {
    let root = Path(folder.path)
    return StorePlaces(state: root.joining("state"), cache: root.joining("cache"))
  }

  init() throws { folder = try TemporaryFolder() }

  @Test func `a second daemon is refused, with the first one's number`() throws {
    let store = try Store(places)
    let lock = try store.lock()
    let failure = #expect(throws: MontageFailure.self) { try Store(places).lock() }
    #expect(failure?.kind == .temporary)
    #expect(failure?.sentence.contains("in use by process \(getpid())") == true)
    withExtendedLifetime(lock) {}
  }

  @Test func `a lock ends with its holder, however it ended`() async throws {
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = folder.path as String] in
      let root = Path(path)
      let lock = try Store(
        StorePlaces(state: root.joining("state"), cache: root.joining("cache"))
      ).lock()
      withExtendedLifetime(lock) { _ = kill(getpid(), SIGKILL) }
    }
    let left = try String(contentsOfFile: folder.file("state/lock"), encoding: .utf8)
    #expect(left != "\(getpid())\n")
    do { _ = try Store(places).lock() }
    let lock = try Store(places).lock()
    #expect(
      try String(contentsOfFile: folder.file("state/lock"), encoding: .utf8) == "\(getpid())\n")
    withExtendedLifetime(lock) {}
  }

  @Test(
    arguments: [
      (.local, nil), (.overlay, nil), (.network, "a network file system"),
      (.userSpace, "a FUSE file system"),
    ] as [(FileSystemKind, String?)])
  func `state belongs on a disk of this machine`(kind: FileSystemKind, words: String?) {
    guard let words else {
      #expect(throws: Never.self) { try places.refuseUnsafeState(on: kind) }
      return
    }
    let failure = #expect(throws: MontageFailure.self) { try places.refuseUnsafeState(on: kind) }
    #expect(failure?.kind == .configuration)
    #expect(failure?.sentence.contains(words) == true)
    #expect(failure?.sentence.contains(folder.path) == true)
  }
}
