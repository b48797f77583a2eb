// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

/// Folders that cannot be written, and arguments that make no sense.
@Suite(.timeLimit(.minutes(3)))
struct PlaceTests {
  @Test func `a file in the way of the films is told, and stays`() throws {
    let desk = try Desk()
    try desk.bring(clips: 1)
    try desk.write("mine", to: "montages")
    let program = try desk.montagectl("make", desk.project)
    #expect(program.status == 73)
    #expect(
      program.errors
        == "montagectl: montage: \(desk.path("montages")): "
        + "a file stands where a folder is needed; rename it\n")
    #expect(desk.text("montages") == "mine")
  }

  /// Whether a folder can be made read-only for this user; root needs a mount of its own for that.
  private static let canBind: Bool =
    (try? Shell.run("unshare", "-m", "true")) != nil

  @Test(.enabled(if: canBind))
  func `a folder that cannot be written is told before anything is measured`() throws {
    let desk = try Desk()
    try desk.bring(clips: 1)
    let program = try desk.shell(
      """
      exec unshare -m sh -c 'mount --bind project project && mount -o remount,bind,ro project &&
      exec "$MONTAGECTL" make project'
      """)
    #expect(program.status == 73)
    #expect(
      program.errors
        == "montagectl: montage: project/montages: "
        + "cannot be written (Read-only file system); check the disk and try again\n")
  }

  @Test func `a store that cannot be made is told by its place`() throws {
    let desk = try Desk()
    try desk.bring(clips: 1)
    let program = try desk.shell(
      #"MONTAGED_CACHE_DIR="$PWD/project/montage.yaml/x" "$MONTAGECTL" make project"#)
    #expect([73, 77].contains(program.status))
    #expect(program.errors.hasPrefix("montagectl: \(desk.project)/montage.yaml"))
    #expect(program.complaints.count == 1)
  }

  @Test(
    arguments: [
      (
        ["make", "/nowhere/at all"], 66,
        "/nowhere/at all: there is no such folder; correct the path"
      ),
      (["beats", "/nowhere.wav"], 66, "/nowhere.wav: there is no such file; correct the path"),
      (["analyze", "/tmp"], 65, "/tmp: a folder, not a file; name a media file"),
      (
        ["beats", "/dev/zero"], 65,
        "/dev/zero: a pipe, a socket or a device, not a file; name a media file"
      ),
      (
        ["join", "/nowhere.json", "/tmp/x.mp4"], 66,
        "/nowhere.json: there is no such file; correct the path"
      ),
      (["mkae", "x"], 64, "unknown command mkae; try montagectl help"),
      (["make"], 64, "usage: montagectl make "),
      (["plan", "a", "b"], 64, "usage: montagectl plan "),
      (["make", "x", "--jsno"], 64, "make has no option --jsno; try montagectl help"),
      (["make", ""], 64, "an empty name is no file"),
    ])
  func `a wrong call is one line and a status of sysexits`(
    arguments: [String], status: Int32, sentence: String
  ) throws {
    let program = try Desk().start(arguments).wait()
    #expect(program.status == status)
    #expect(program.errors.hasPrefix("montagectl: " + sentence))
    #expect(program.complaints.count == 1)
    #expect(program.output == "")
  }

  @Test func `help and version say something on standard output`() throws {
    let desk = try Desk()
    for arguments in [["help"], [], ["--help"], ["make", "--help"]] {
      let program = try desk.start(arguments).wait()
      #expect(program.status == 0 && program.output.contains("montagectl make FOLDER"))
    }
    #expect(
      try desk.montagectl("--version").output.wholeMatch(of: /montagectl \d+\.\d+.*\n/) != nil)
  }
}
