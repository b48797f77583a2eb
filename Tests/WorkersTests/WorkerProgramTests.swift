// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import Testing
import Workers

struct WorkerProgramTests {
  @Test func `the worker is found beside this program`() throws {
    let path = try WorkerProgram.locate()
    #expect(path.parent == (try Path.ownExecutable()).parent)
    let status = try FileStatus.read(path)
    #expect(status.kind == .regular)
    #expect(status.permissions & 0o100 != 0)
  }
}
