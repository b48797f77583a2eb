// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Linux
import Testing

@testable import Pipeline

struct SystemErrorSentenceTests {
  @Test(arguments: [ENOENT, ENOTDIR, EACCES, EPERM, EIO, ESTALE, ELOOP, EISDIR, EMFILE, 4095])
  func `every sentence is in the kernel's words at most in brackets, and says what to do`(
    code: Int32
  ) {
    let sentence = SystemError(errno: code, call: "openat2", path: "a.mp4").readingSentence
    #expect(!sentence.contains("openat2") && !sentence.contains("a.mp4"))
    #expect(sentence.split(separator: "; ").count == 2)
  }
}
