// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc
import Jobs
import Linux
import Media
import Resources
import TestSupport
import Testing

@testable import Workers

/// What the workers of each kind of job can read besides what they are given.
@Suite(.timeLimit(.minutes(2)))
struct ReadableFoldersTests {
  @Test func `a title's worker reads fonts, and nothing else`() async {
    await #expect(processExitsWith: .success) {
      let folders = JobKind.title.readableFolders.map { Path($0) }
      guard try Sandbox.restrictThread(ProcessLimits(), reading: folders) == .landlock else {
        return
      }
      #expect(try !Directory.entries("/usr/share/fonts").isEmpty)
      _ = try FileDescriptor.open("/etc/fonts/fonts.conf").raw
      for path: Path in ["/etc/passwd", "/etc/shadow", "/proc/self/environ"] {
        let error = #expect(throws: SystemError.self) { _ = try FileDescriptor.open(path).raw }
        #expect(error?.errno == EACCES, "\(path)")
      }
    }
  }

  @Test(arguments: JobKind.allCases.filter { $0 != .title })
  func `a worker of media reads no fonts`(kind: JobKind) async {
    #expect(kind.readableFolders.isEmpty)
    await #expect(processExitsWith: .success) {
      guard try Sandbox.restrictThread(ProcessLimits(), reading: []) == .landlock else { return }
      for path: Path in ["/etc/fonts/fonts.conf", "/etc/passwd"] {
        let error = #expect(throws: SystemError.self) { _ = try FileDescriptor.open(path).raw }
        #expect(error?.errno == EACCES, "\(path)")
      }
    }
  }

  @Test func `a real worker draws a title without looking elsewhere`() async throws {
    guard Landlock.version != nil else { return }
    let studio = try Studio()
    // Fontconfig obeys this variable, and would go on to the folder that the file names.
    try studio.write("fonts.conf", Data("<fontconfig><dir>\(studio.path)</dir></fontconfig>".utf8))
    let order = WorkerOrder(
      body: TitleJob(text: "Iceland", canvas: PixelSize(width: 640, height: 360)),
      limits: .standard, inputs: 0, outputs: 1)
    try studio.write("order", Data(try Wire.line(order)))
    // The order's pipe stays open until the answer is there.
    let script = "(cat \"$1\"; sleep 5) | FONTCONFIG_FILE=\"$2\" \"$0\" 3>\"$3\" || true"
    let said = try Shell.run(
      "sh", "-c", script, "\(try RealWorker.path.get())", studio.file("order"),
      studio.file("fonts.conf"), studio.file("bitmap"))
    let lines = said.split(separator: UInt8(ascii: "\n"))
    #expect(lines.first.map { String(decoding: $0, as: UTF8.self) } == "{\"sandbox\":\"landlock\"}")
    let last = try #require(lines.last)
    let answer = try Wire.value(of: WorkerLine<TitleJob.Answer>.self, in: Array(last)).answer
    // With that file it would have found no font, and missed every letter.
    #expect(answer?.missing == [] && answer?.size != nil)
  }
}
