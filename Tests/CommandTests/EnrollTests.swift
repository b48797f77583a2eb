// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

/// `enroll`: what an administrator sees, and what is written, on a system in a folder.
@Suite(.timeLimit(.minutes(2)))
struct EnrollTests {
  private let desk: Desk
  private let dropIns = "etc/systemd/system/montaged.service.d/"

  init() throws { desk = try Desk(isCold: true) }

  /// Calls it on the system whose root is the desk's project.
  private func enroll(_ arguments: String...) throws -> Program {
    try desk.start(["enroll", "--root", desk.project] + arguments).wait()
  }

  private func folder(_ path: String, mode: Int = 0o777) throws {
    let url = desk.path(path)
    try FileManager.default.createDirectory(atPath: url, withIntermediateDirectories: true)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: url)
  }

  @Test func `it is shown before it is written`() throws {
    try folder("data/My Films")
    try desk.write("# mine\nmemory: 1G\n", to: "etc/montaged/montaged.yaml")
    let shown = try enroll("/data/My Films")
    #expect(shown.status == 0, "\(shown.errors)")
    #expect(shown.output.contains("    ReadWritePaths=\"-/data/My Films\"\n"))
    #expect(shown.output.contains("/etc/montaged/montaged.yaml: gets\n    folders:\n      - /data"))
    #expect(shown.output.hasSuffix("nothing is written yet; add --write, as root, to write it\n"))
    #expect(!desk.has("etc/systemd"))
    let written = try enroll("/data/My Films", "--write")
    #expect(
      written.output.hasSuffix(
        "\nwritten; now: systemctl daemon-reload; systemctl restart montaged\n"))
    #expect(
      desk.text("etc/montaged/montaged.yaml")
        == "# mine\nmemory: 1G\nfolders:\n  - /data/My Films\n")
    let dropIn = dropIns + #"enroll-data-My\x20Films.conf"#
    #expect(desk.text(dropIn)?.contains("ReadWritePaths=\"-/data/My Films\"") == true)
    let again = try enroll("/data/My Films", "--write")
    #expect(again.output.hasSuffix("\nnothing is left to do\n"))
    let check = try desk.montagectl("config", "check", desk.path("etc/montaged/montaged.yaml"))
    #expect(check.status == 0)
  }

  @Test func `the document says the same`() throws {
    try folder("home/anna/Montage")
    let program = try enroll("/home/anna/Montage", "--json")
    let document = try program.document()
    #expect(
      document.keys == [
        "path", "owner", "group", "mode", "mount", "checks", "files", "ok", "written", "next",
      ])
    #expect(document["mode"].text == "777" && document["files"].items.count == 2)
    #expect(document["files"][0]["content"].text?.contains("BindPaths=-/home/anna/Montage") == true)
    #expect(document["files"].items.map { $0["state"].text } == ["new", "new"])
    #expect(document["next"].items.count == 2)
  }

  @Test func `what is missing of its rights is told with the command to paste`() throws {
    try folder("srv/a b", mode: 0o755)
    let program = try enroll("/srv/a b")
    #expect(program.status == 0)
    #expect(program.output.contains("problem  rights: owner "))
    #expect(program.output.contains("chmod 2775 '/srv/a b'"))
    #expect(!program.output.contains("montaged.service.d"))
  }

  @Test func `a config in a form of its own is left alone, with the lines to paste`() throws {
    try folder("data/new")
    let text = "folders: [\n  /a,\n  /b\n]\n"
    try desk.write(text, to: "etc/montaged/montaged.yaml")
    let program = try enroll("/data/new", "--write")
    #expect(program.status == 78)
    #expect(program.complaints.count == 1)
    #expect(desk.text("etc/montaged/montaged.yaml") == text && !desk.has("etc/systemd"))
  }

  @Test func `a link to the config stays, and so do its rights`() throws {
    try folder("srv/new")
    try desk.write("folders: [/a] # x\n", to: "etc/site/m.yaml")
    try folder("etc/montaged", mode: 0o755)
    let file = FileManager.default
    try file.createSymbolicLink(
      atPath: desk.path("etc/montaged/montaged.yaml"), withDestinationPath: "../site/m.yaml")
    try file.setAttributes([.posixPermissions: 0o640], ofItemAtPath: desk.path("etc/site/m.yaml"))
    #expect(try enroll("/srv/new", "--write").status == 0)
    #expect(desk.text("etc/site/m.yaml") == "folders: [/a, /srv/new] # x\n")
    let mode = try file.attributesOfItem(atPath: desk.path("etc/site/m.yaml"))[.posixPermissions]
    #expect(mode as? Int == 0o640)
    let type = try file.attributesOfItem(atPath: desk.path("etc/montaged/montaged.yaml"))[.type]
    #expect(type as? FileAttributeType == .typeSymbolicLink)
  }

  @Test func `somebody else's drop-in of that name is not replaced`() throws {
    try folder("data/new")
    try desk.write("[Service]\n", to: dropIns + "enroll-data-new.conf")
    #expect(try enroll("/data/new", "--write").status == 78)
    #expect(desk.text(dropIns + "enroll-data-new.conf") == "[Service]\n")
    #expect(!desk.has("etc/montaged"))
  }

  @Test(
    arguments: [
      (["/none"], 66), (["/etc/file"], 65), (["/etc"], 65), (["/tmp"], 65), ([], 64),
      (["/a", "/b"], 64), (["/srv", "--quick"], 64),
    ])
  func `what cannot be a drop folder is refused`(arguments: [String], status: Int) throws {
    try desk.write("x", to: "etc/file")
    try folder("tmp")
    let program = try desk.start(["enroll", "--root", desk.project] + arguments).wait()
    #expect(program.status == Int32(status), "\(program.errors)")
    #expect(program.complaints.count == 1)
  }

  @Test func `mistakes of the config come first, and a folder in another is one`() throws {
    try folder("srv/drop/in")
    try desk.write("folders: [/srv/drop]\n", to: "etc/montaged/montaged.yaml")
    let nested = try enroll("/srv/drop/in")
    #expect(nested.status == 78 && nested.errors.contains("lies inside"))
    try desk.write("memroy: 1G\n", to: "etc/montaged/montaged.yaml")
    #expect(try enroll("/srv/drop").errors.contains("did you mean \"memory\"?"))
  }
}
