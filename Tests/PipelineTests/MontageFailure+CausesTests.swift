// SPDX-License-Identifier: GPL-3.0-or-later

@testable import Catalog
import Foundation
import Jobs
import Linux
import TestSupport
import Testing

@testable import Pipeline

struct MontageFailureCausesTests {
  @Test(
    arguments: [
      (ENOENT, .output, "there is no such folder; make it, or correct the path"),
      (ENOSPC, .output, "the disk is full; make room and try again"),
      (EDQUOT, .output, "the disk is full; make room and try again"),
      (
        EACCES, .permission,
        "may not be written (Permission denied); "
          + "let the user \(AccountName.user(geteuid()) ?? String(geteuid())) write there"
      ),
      (EIO, .storage, "cannot be written (Input/output error); check the disk or the share"),
      (EEXIST, .output, "a file stands where a folder is needed; rename it"),
      (
        EROFS, .output,
        "cannot be written (Read-only file system); check the disk and try again"
      ),
    ] as [(Int32, MontageFailure.Kind, String)])
  func `what cannot be written is told by its place`(
    code: Int32, kind: MontageFailure.Kind, text: String
  ) {
    let error = SystemError(errno: code, call: "open", path: "/drop/Iceland/montages")
    let failure = MontageFailure(wrapping: error)
    #expect(failure == MontageFailure(kind, "/drop/Iceland/montages: " + text))
  }

  @Test func `who may not write for the mode alone is told the command`() throws {
    let folder = try TemporaryFolder()
    let project = folder.file("Anna's film")
    #expect(mkdir(project, 0o755) == 0 && chmod(project, 0o755) == 0)
    let error = SystemError(errno: EACCES, call: "mkdirat", path: Path(project + "/montages"))
    let words = "chmod g+w '\(folder.path)/Anna'\\''s film'"
    #expect(
      MontageFailure(wrapping: error).sentence.hasSuffix("let its group write there: " + words))
    #expect(chmod(project, 0o775) == 0)
    #expect(MontageFailure(wrapping: error).sentence.contains("let the user "))
  }

  @Test(
    arguments: [
      (ENOENT, .missing, "there is no such file; correct the path"),
      (EACCES, .permission, "may not be read (Permission denied); check its permissions"),
      (EIO, .storage, "cannot be read (Input/output error); check the disk or the share"),
      (
        EISDIR, .input,
        "cannot be read (Is a directory); check that it is a file, and its permissions"
      ),
    ] as [(Int32, MontageFailure.Kind, String)])
  func `what cannot be read is told by its path`(
    code: Int32, kind: MontageFailure.Kind, text: String
  ) {
    let failure = MontageFailure(reading: "a.mp4", SystemError(errno: code, call: "open"))
    #expect(failure == MontageFailure(kind, "a.mp4: " + text))
  }

  @Test(arguments: CatalogError.Fault.allCases)
  func `a store that fails is told by its file and a remedy`(fault: CatalogError.Fault) {
    let failure = MontageFailure(
      wrapping: CatalogError(fault: fault, path: "/c/cache.db", reason: "why"))
    #expect(failure.sentence.hasPrefix("/c/cache.db: cannot be used (why); "))
    #expect(failure.kind != .cancelled)
  }

  @Test func `cancellation stays cancellation, and a failure stays itself`() async {
    #expect(MontageFailure(wrapping: CancellationError()).kind == .cancelled)
    #expect(MontageFailure(wrapping: JobFailure(.cancelled)).kind == .cancelled)
    let own = MontageFailure(.input, "a.mp4: empty; copy it again")
    #expect(MontageFailure(wrapping: own) == own)
    await #expect(throws: own) { try await MontageFailure.wrapping { throw own } }
  }

  @Test func `what nobody expected asks for a report`() {
    struct Surprise: Error {}
    let failure = MontageFailure(wrapping: Surprise())
    #expect(failure.kind == .fault)
    #expect(failure.sentence == "something went wrong (Surprise()); please report this")
  }
}
