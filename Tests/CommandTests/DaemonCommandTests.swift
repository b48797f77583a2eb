// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Glibc
import TestSupport
import Testing

/// `montagectl list`, `explain` and the commands that change what the daemon does.
struct DaemonCommandTests {
  private let done = #"{"parameters":{"count":2,"message":"2 films."}}"#

  @Test func `files are listed with their state and reason`() throws {
    let files =
      #"{"parameters":{"files":[{"path":"a.mp4","state":"measured","since":1},{"path":"b\nc.mp4","state":"damaged","reason":"It has no picture.","since":1}]}}"#
    let daemon = try PosingDaemon(["List": [files]])
    let desk = try Desk(isCold: true)
    let lines = try desk.ask(daemon, "list")
    #expect(lines.output == "measured\ta.mp4\ndamaged\tb\\x0ac.mp4\tIt has no picture.\n")
    let told = try desk.ask(daemon, "list --json project")
    #expect(try told.document().items.map { $0["path"].text } == ["a.mp4", "b\nc.mp4"])
    #expect(daemon.calls.map { $0["parameters"]["folder"].text } == [nil, desk.project])
  }

  @Test func `a path is explained`() throws {
    let text =
      #"{"parameters":{"explanation":{"path":"/srv/a.mp4","kind":"file","state":"settling","reason":"It grew 4 s ago.","since":1,"remedy":"Wait."}}}"#
    let daemon = try PosingDaemon(["Explain": [text]])
    let desk = try Desk(isCold: true)
    let lines = try desk.ask(daemon, "explain 'project/a b.mp4'")
    #expect(lines.status == 0, "\(lines.errors)")
    for part in ["/srv/a.mp4", "settling", "It grew 4 s ago.", "Wait."] {
      #expect(lines.output.contains(part))
    }
    let document = try desk.ask(daemon, "explain --json /srv/./x/../a.mp4").document()
    #expect(document["remedy"].text == "Wait.")
    let asked = daemon.calls.map { $0["parameters"]["path"].text }
    #expect(asked == [desk.project + "/a b.mp4", "/srv/a.mp4"])
  }

  @Test func `films tell where they show a file, and why not`() throws {
    let desk = try Desk(isCold: true)
    let file = desk.project + "/day/a.mp4"
    let text =
      #"{"parameters":{"explanation":{"path":"\#(file)","kind":"file","state":"measured","reason":"It is measured.","since":1}}}"#
    let daemon = try PosingDaemon(["Explain": [text]])
    try desk.write(
      "length: 4.000\nshots:\n- 0:00.000-0:02.500 day/a.mp4@1:03.000 (a calm shot)\n",
      to: "montages/trip.cuts.yaml")
    try desk.write(
      "length: 4.000\nshots:\nunused:\n- day/a.mp4 (too dark)\n",
      to: "montages/b.cuts.yaml")
    try desk.write("length: [", to: "montages/broken.cuts.yaml")
    let lines = try desk.ask(daemon, "explain '\(file)'").output
    #expect(lines.contains("  b does not show it: too dark\n"))
    #expect(
      lines.contains("  trip shows it from 0:00.0 to 0:02.5, from its 1:03.0 on: a calm shot\n"))
    let document = try desk.ask(daemon, "explain --json '\(file)'").document()
    #expect(document["state"].text == "measured")
    #expect(document["films"].items.map { $0["film"].text } == ["b", "trip"])
    #expect(document["films"].items.map { $0["why_not"].text } == ["too dark", nil])
  }

  @Test func `a folder is called as its visitor knows it, a name as elsewhere`() throws {
    let daemon = try PosingDaemon(["Retry": [done]])
    let desk = try Desk(isCold: true)
    let line = "MONTAGED_CONTROL_SOCKET='\(daemon.socket)' $MONTAGECTL retry"
    _ = try desk.shell(#"ln -s project link; cd link; \#(line) .; \#(line) "$(printf '\377.mp4')""#)
    let asked = daemon.calls.map { $0["parameters"]["path"].text }
    let link = desk.folder.file("link")
    #expect(asked == [link, link + "/\\xff.mp4"])
  }

  @Test(arguments: [
    ("retry /a", "Retry", #"{"path":"/a"}"#), ("cancel /a", "Cancel", #"{"path":"/a"}"#),
    ("run-now /a", "RunNow", #"{"path":"/a"}"#), ("resume", "Resume", "{}"),
    ("resume /a", "Resume", #"{"folder":"/a"}"#), ("pause", "Pause", #"{"immediate":false}"#),
    ("pause --soft /a", "Pause", #"{"folder":"/a","immediate":false}"#),
    ("pause --now --for 2h", "Pause", #"{"immediate":true,"seconds":7200}"#),
    ("pause /a --for=1h30m", "Pause", #"{"folder":"/a","immediate":false,"seconds":5400}"#),
    ("--for 10s pause -- /a", "Pause", #"{"folder":"/a","immediate":false,"seconds":10}"#),
  ])
  func `changes are asked for, and what was done is told`(
    line: String, method: String, parameters: String
  ) throws {
    let daemon = try PosingDaemon([method: [done]])
    let desk = try Desk(isCold: true)
    #expect(try desk.ask(daemon, line).output == "2 films.\n")
    let document = try desk.ask(daemon, "--json " + line).document()
    #expect(document.keys == ["count", "message"])
    #expect(document["count"].count == 2)
    let expected = try Document(JSONSerialization.jsonObject(with: Data(parameters.utf8)))
    #expect(daemon.calls.count == 2)
    for call in daemon.calls {
      #expect(call["method"].text == "io.montaged.Control." + method)
      #expect("\(call["parameters"].keys.sorted())" == "\(expected.keys.sorted())")
      for key in expected.keys {
        #expect("\(call["parameters"][key])" == "\(expected[key])")
      }
    }
  }

  @Test(arguments: [
    ("NotFound", #""path":"/a","message":"/a: no such film""#, 66, "/a: no such film"),
    ("NotFound", #""path":"/a","message":"no such film""#, 66, "/a: no such film"),
    (
      "NotPermitted", #""message":"only root may""#, 77,
      "only root may; join the group montaged, or use sudo"
    ),
    ("Invalid", #""message":"an odd path""#, 65, "/a: an odd path"),
    ("Failed", #""message":"the disk is full""#, 75, "/a: the disk is full"),
  ])
  func `what the daemon refuses is told, with an exit status`(
    error: String, parameters: String, status: Int32, sentence: String
  ) throws {
    let answer = "{\"error\":\"io.montaged.Control.\(error)\",\"parameters\":{\(parameters)}}"
    let daemon = try PosingDaemon(["Retry": [answer]])
    let program = try Desk(isCold: true).ask(daemon, "retry /a --json")
    #expect(program.status == status)
    #expect(program.output.isEmpty)
    #expect(program.complaints == ["montagectl: " + sentence])
  }

  @Test func `a daemon that hangs up, or speaks another language, is told`() throws {
    let daemon = try PosingDaemon(["Retry": ["hello"]])
    let desk = try Desk(isCold: true)
    #expect(try desk.ask(daemon, "retry /a").status == 75)
    #expect(try desk.ask(daemon, "cancel /a").status == 75)
    #expect(daemon.calls.count == 2)
  }

  @Test(.enabled(if: geteuid() == 0, "needs root"))
  func `who may not connect is told how to`() throws {
    let daemon = try PosingDaemon(["Resume": [done]])
    #expect(chmod(daemon.socket, 0o660) == 0)
    let desk = try Desk(isCold: true)
    // The build may lie in a folder that nobody else may enter.
    _ = try desk.shell("cp $MONTAGECTL \(desk.folder.file("montagectl"))")
    let program = try desk.shell(
      "MONTAGED_CONTROL_SOCKET='\(daemon.socket)' setpriv --reuid 65534 --regid 65534 --clear-groups \(desk.folder.file("montagectl")) resume"
    )
    #expect(program.status == 77, "\(program.errors)")
    #expect(program.errors.contains("join the group montaged, or use sudo"))
  }

  @Test(arguments: [
    "pause --for", "pause --for 3w", "pause --for=", "pause --for 0s", "pause --now=1",
    "pause --now --soft", "pause a b", "status --for 2h", "status x", "explain", "retry",
    "cancel a b", "run-now", "resume --now", "list a b", "explain ''",
  ])
  func `a command line that makes no sense reaches no daemon`(line: String) throws {
    let daemon = try PosingDaemon([:])
    let program = try Desk(isCold: true).ask(daemon, line)
    #expect(program.status == 64)
    #expect(program.complaints.count == 1)
    #expect(daemon.calls.isEmpty)
  }
}
