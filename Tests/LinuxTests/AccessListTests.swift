// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import TestSupport
import Testing

struct AccessListTests {
  @Test func `a list is seen, and a mode alone is none`() throws {
    let folder = try TemporaryFolder()
    let path = Path(folder.path)
    #expect(!AccessList.isPresent(at: path))
    #expect(!AccessList.isPresent(at: "/no/such"))
    do {
      try Shell.run("setfacl", "-m", "u:1000:rwX", folder.path)
    } catch let failure as Shell.Failure where failure.complaint.contains("not supported") {
      return
    }
    #expect(AccessList.isPresent(at: path))
  }
}
