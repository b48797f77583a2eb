// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

/// `report`: what is gathered for a report of a fault, and what is not said in it.
@Suite(.timeLimit(.minutes(2)))
struct ReportTests {
  private let status = #"""
    {"parameters":{"status":{"version":"1","state":"working","since":1,"summary":"analysing Omas Garten/GX01 b.MP4",
    "folders":[{"path":"/srv/Hochzeit \"Müller\"","state":"watching","since":1,"clips":{"total":1,"measured":0,
    "waiting":0,"settling":0,"unusable":1},"projects":[{"path":"Omas Garten","clips":{"total":1,"measured":0,"waiting":0,
    "settling":0,"unusable":1},"montages":[{"name":"Geheim","state":"failed","since":1,
    "reason":"Omas Garten/GX01 b.MP4: damaged","preliminary":false}]}],"files":[{"path":"Omas Garten/GX01 b.MP4",
    "state":"damaged","since":1,"reason":"damaged"}]}],"jobs":[{"pid":1,"kind":"analyze",
    "subject":"/srv/Hochzeit \"Müller\"/x/Kreta.mov","started":1,"progress":0,"suspended":false}],"waiting":0,
    "memory":{"ceiling":1,"used":1,"available":1,"level":"green"},"counters":{"clips_measured":1,"songs_measured":0,
    "films_published":0,"films_failed":1,"workers_lost":0,"scans":1}}}}
    """#.replacing("\n", with: "")

  private let names = ["Hochzeit", "Müller", "Omas", "Garten", "GX01", "Geheim", "Kreta", "Tante"]

  @Test func `everything is in it but names`() throws {
    let daemon = try PosingDaemon(["GetStatus": [status]])
    let desk = try Desk(isCold: true)
    try desk.write(
      "# of Tante Erna\nfolders:\n  - /srv/Hochzeit \"Müller\"\nmemory: 1G\n", to: "m.yaml")
    let out = desk.path("out.tar")
    let program = try desk.ask(daemon, "report --config '\(desk.path("m.yaml"))' '\(out)'")
    #expect(program.status == 0, "\(program.errors)")
    let files = String(decoding: try Shell.run("tar", "-tf", out), as: UTF8.self)
    for name in ["version.txt", "doctor.json", "config.txt", "status.json", "journal.txt"] {
      #expect(files.contains("montaged-report/\(name)\n"))
      #expect(program.output.contains("  \(name): "))
    }
    let all = String(decoding: try Shell.run("tar", "-xOf", out), as: UTF8.self)
    for name in names { #expect(!all.contains(name), "\(name) in \(all)") }
    #expect(all.contains("\"state\" : \"failed\"") && all.contains("memory: 1G"))
    #expect(all.contains("montagectl ") && all.contains("kernel: "))
    let told = try Shell.run("tar", "-xOf", out, "montaged-report/status.json")
    let document = Document(try JSONSerialization.jsonObject(with: told))
    let folder = try #require(document["folders"][0]["path"].text)
    #expect(folder.hasPrefix("/srv/~"))
    #expect(document["jobs"][0]["subject"].text?.hasPrefix(folder + "/") == true)
    let mode = try FileManager.default.attributesOfItem(atPath: out)[.posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  @Test func `without a daemon it says so, and nothing is replaced`() throws {
    let desk = try Desk(isCold: true)
    let line = "MONTAGED_CONTROL_SOCKET=/no/such $MONTAGECTL report --json project/out.tar"
    let first = try desk.shell(line)
    #expect(first.status == 0, "\(first.errors)")
    let document = try first.document()
    #expect(document["files"].items.contains { $0["name"].text == "status.txt" })
    #expect(try desk.shell(line).status == 73)
    #expect(try desk.shell("$MONTAGECTL report a b").status == 64)
  }
}
