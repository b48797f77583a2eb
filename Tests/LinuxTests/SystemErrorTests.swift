// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Testing

@testable import Linux

struct SystemErrorTests {
  @Test func `an error says the call, the reason and the path`() {
    #expect(
      SystemError(errno: ENOENT, call: "open").description == "open: No such file or directory")
    #expect(
      SystemError(errno: ENOSPC, call: "write", path: "/a/b\n").description
        == "write: No space left on device (/a/b\\x0a)")
  }

  @Test(
    arguments: [
      (ENOENT, "missing"), (ENOTDIR, "missing"), (EACCES, "permission"), (EPERM, "permission"),
      (ENOSPC, "full"), (EDQUOT, "full"), (EEXIST, "exists"), (EIO, "storage"),
      (ESTALE, "storage"), (EINVAL, ""),
    ] as [(Int32, String)])
  func `a number means one thing`(number: Int32, meaning: String) {
    let error = SystemError(errno: number, call: "open")
    #expect(error.isMissing == (meaning == "missing"))
    #expect(error.isPermission == (meaning == "permission"))
    #expect(error.isFull == (meaning == "full"))
    #expect(error.alreadyExists == (meaning == "exists"))
    #expect(error.isStorageFailure == (meaning == "storage"))
  }

  @Test func `a call that a signal interrupts is made again`() throws {
    var calls = 0
    let answer = try check("read") { () -> Int in
      calls += 1
      errno = EINTR
      return calls < 3 ? -1 : 7
    }
    #expect(answer == 7)
    #expect(calls == 3)
  }

  @Test func `a call that fails is an error with its number`() {
    #expect(throws: SystemError(errno: EBADF, call: "close")) {
      try check("close") { () -> Int32 in
        errno = EBADF
        return -1
      }
    }
  }

  @Test func `a path with a zero byte reaches no call`() {
    var isCalled = false
    #expect(throws: SystemError(errno: EINVAL, call: "open", path: Path(bytes: [97, 0, 98]))) {
      try check("open", at: Path(bytes: [97, 0, 98])) { _ -> Int32 in
        isCalled = true
        return 0
      }
    }
    #expect(!isCalled)
  }
}
