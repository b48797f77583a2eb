// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

/// `config check` and `doctor`: what is wrong before the service says so.
@Suite(.timeLimit(.minutes(3)))
struct DoctorTests {
  @Test func `a configuration without a mistake is one line`() throws {
    let desk = try Desk(isCold: true)
    try desk.write("folders: [\(desk.project)]\nmemory: 1G\n", to: "m.yaml")
    let program = try desk.montagectl("config", "check", desk.path("m.yaml"))
    #expect(program.status == 0 && program.errors == "")
    #expect(program.output == "\(desk.path("m.yaml")): no mistakes\n")
  }

  @Test func `all mistakes come at once, as lines and as a document`() throws {
    let desk = try Desk(isCold: true)
    try desk.write("folders: here\nmemroy: 1G\n\nlog: loud\n", to: "m.yaml")
    let file = desk.path("m.yaml")
    let program = try desk.montagectl("config", "check", file, "--json")
    #expect(program.status == 78)
    #expect(program.complaints.count == 3)
    #expect(
      program.complaints[1].hasPrefix("montagectl: \(file): line 2: unknown key \"memroy\"; "))
    let document = try program.document()
    #expect(document.keys == ["file", "problems"] && document["file"].text == file)
    #expect(document["problems"].items.compactMap { $0["line"].count } == [1, 2, 4])
    #expect(document["problems"][1]["remedy"].text == "did you mean \"memory\"?")
  }

  @Test func `a project is checked with its names and its defaults`() throws {
    let desk = try Desk(isCold: true)
    try desk.write("", to: "trip/montage.yaml")
    #expect(try desk.montagectl("config", "check", desk.path("trip")).status == 0)
    try desk.write("stile: x", to: "trip/montage.yaml")
    try desk.write("", to: "trip/b.montage.yaml.txt")
    try desk.write("sede: 1", to: "montaged.defaults.yaml")
    let program = try desk.montagectl("config", "check", desk.path("trip"), "--json")
    #expect(program.status == 78)
    let problems = try program.document()["problems"].items
    #expect(
      problems.compactMap { $0["file"].text } == [
        "b.montage.yaml.txt", desk.path("montaged.defaults.yaml"), "montage.yaml",
      ])
    #expect(problems[0].keys == ["file", "line", "problem", "remedy"])
    let file = try desk.montagectl("config", "check", desk.path("trip/montage.yaml"))
    #expect(file.status == 78 && file.complaints.count == 1)
  }

  @Test(
    arguments: [
      (["config"], 64), (["config", "show"], 64), (["config", "check", "/no/such.yaml"], 66),
      (["doctor", "file"], 64), (["doctor", "--config"], 64), (["doctor", "--loud"], 64),
    ])
  func `a senseless call is refused`(arguments: [String], status: Int) throws {
    let desk = try Desk(isCold: true)
    #expect(try desk.start(arguments).wait().status == Int32(status))
  }

  @Test func `the doctor looks at folders, places, worker and machine`() throws {
    let desk = try Desk(isCold: true)
    try desk.write("folders: [\(desk.path("drop"))]\n", to: "m.yaml")
    let missing = try desk.montagectl("doctor", "--config", desk.path("m.yaml"), "--json")
    #expect(missing.status == 70)
    #expect(try missing.document()["checks"].items.contains { $0["state"].text == "problem" })
    try desk.write("x", to: "drop/clip.mp4")
    let program = try desk.montagectl("doctor", "--config", desk.path("m.yaml"), "--json")
    let document = try program.document()
    #expect(document.keys == ["checks", "ok"])
    let checks = document["checks"].items
    #expect(checks.allSatisfy { $0.keys == ["name", "state", "detail", "remedy"] })
    let names = Set(checks.compactMap { $0["name"].text })
    #expect(
      names.isSuperset(of: [
        "configuration", "drop folder \(desk.path("drop"))",
        "state folder \(desk.folder.file("state"))", "worker", "sandbox", "memory", "pressure",
        "journal",
      ]))
    let worker = checks.first { $0["name"].text == "worker" }
    #expect(worker?["state"].text == "ok")
    let isFit = !checks.contains { $0["state"].text == "problem" }
    #expect(program.status == (isFit ? 0 : 70), "\(program.output)")
    let lines = try desk.montagectl("doctor", "--config", desk.path("m.yaml")).output
    #expect(lines.contains("ok       worker: montage-worker starts and answers\n"))
  }
}
