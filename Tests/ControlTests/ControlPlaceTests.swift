// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import Testing

@testable import Control

struct ControlPlaceTests {
  private let all = [
    "MONTAGED_CONTROL_SOCKET": "/tmp/socket", "RUNTIME_DIRECTORY": "/run/one:/run/two",
    "XDG_RUNTIME_DIR": "/run/user/1000",
  ]

  @Test func `what somebody chose comes first`() {
    #expect(path(all) == "/tmp/socket")
    #expect(
      path(all.merging(["MONTAGED_CONTROL_SOCKET": ""]) { $1 }) == "/run/one/io.montaged.Control")
  }

  @Test func `then the service's own folder`() {
    let service = all.filter { $0.key != "MONTAGED_CONTROL_SOCKET" }
    #expect(path(service) == "/run/one/io.montaged.Control")
    #expect(path(service, isRoot: true) == "/run/one/io.montaged.Control")
  }

  @Test(arguments: [
    (true, false, "/run/montaged"), (false, true, "/run/montaged"), (true, true, "/run/montaged"),
    (false, false, "/run/user/1000/montaged"),
  ])
  func `then the system's, for root or when there is one, else the user's`(
    isRoot: Bool, hasSystemFolder: Bool, folder: String
  ) {
    let user = ["XDG_RUNTIME_DIR": "/run/user/1000"]
    let found = path(user, isRoot: isRoot, hasSystemFolder: hasSystemFolder)
    #expect(found == Path(folder).joining("io.montaged.Control"))
  }

  @Test func `without any hint it is the system's`() {
    #expect(path([:]) == "/run/montaged/io.montaged.Control")
    #expect(path(["XDG_RUNTIME_DIR": "relative"]) == "/run/montaged/io.montaged.Control")
  }

  private func path(
    _ environment: [String: String], isRoot: Bool = false, hasSystemFolder: Bool = false
  ) -> Path {
    ControlPlace.path(
      environment: environment, isRoot: isRoot, hasSystemFolder: hasSystemFolder)
  }
}
