// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

/// `montagectl status`, with a daemon and without.
struct StatusTests {
  @Test func `a status is told in lines, or as the daemon's document`() throws {
    let daemon = try PosingDaemon(["GetStatus": [Self.answer()]])
    let desk = try Desk(isCold: true)
    let lines = try desk.ask(daemon, "status")
    #expect(lines.status == 0, "\(lines.errors)")
    #expect(lines.output.contains("/srv/drop"))
    #expect(lines.output.contains("montage"))
    #expect(lines.output.contains("25 %"))
    let told = try desk.ask(daemon, "status --json")
    #expect(told.status == 0)
    let document = try told.document()
    #expect(document["summary"].text == "Encoding")
    #expect(document["folders"][0]["projects"][0]["montages"][0]["progress"].number == 0.25)
    #expect(daemon.calls.map { $0["method"].text } == Array(repeating: Self.method, count: 2))
    #expect(daemon.calls[0]["more"].text == nil)
  }

  @Test(arguments: [
    ("working", "watching", "done", 0), ("idle", "polling", "done", 0),
    ("idle", "offline", "done", 1), ("idle", "watching", "failed", 1),
    ("paused", "watching", "done", 2), ("paused", "offline", "failed", 2),
  ])
  func `a script can tell by the exit status alone`(
    state: String, folder: String, film: String, status: Int32
  ) throws {
    let daemon = try PosingDaemon(["GetStatus": [Self.answer(state, folder, film)]])
    let desk = try Desk(isCold: true)
    #expect(try desk.ask(daemon, "status --exit-code").status == status)
    #expect(try desk.ask(daemon, "status --exit-code --json").status == status)
    #expect(try desk.ask(daemon, "status").status == 0)
  }

  @Test func `a folder whose watch was refused is degraded, one that cannot be watched is not`()
    throws
  {
    for (reason, status) in [("watches refused", 1), ("NFS does not report changes", 0)] {
      let text = Self.answer("idle", "polling", "done", reason: "\"\(reason)\"")
      let daemon = try PosingDaemon(["GetStatus": [text]])
      #expect(try Desk(isCold: true).ask(daemon, "status --exit-code").status == Int32(status))
    }
  }

  @Test func `watching shows each status, and ends with the daemon`() throws {
    let statuses = ["idle", "working"].map { Self.answer($0, continues: true) }
    let daemon = try PosingDaemon(["GetStatus": statuses])
    let desk = try Desk(isCold: true)
    let program = try desk.ask(daemon, "status --watch")
    #expect(program.status == 69)
    #expect(program.complaints == ["montagectl: the daemon has stopped (\(daemon.socket))"])
    let idle = try #require(program.output.range(of: "idle"))
    let working = try #require(program.output.range(of: "working"))
    #expect(idle.lowerBound < working.lowerBound)
    // A pipe gets no commands for a screen.
    #expect(!program.output.contains("\u{1B}"))
    #expect(daemon.calls[0]["more"].count == 1)
    let lines = try desk.ask(daemon, "status --watch --json").output.split(separator: "\n")
    let states = try lines.map { line in
      try Document(JSONSerialization.jsonObject(with: Data(line.utf8)))["state"].text
    }
    #expect(states == ["idle", "working"])
  }

  @Test(arguments: [
    ("status", 69), ("status --json", 69), ("status --watch", 69), ("status --exit-code", 3),
    ("status --exit-code --watch", 3), ("list", 69), ("list --json .", 69), ("explain a", 69),
    ("retry a", 69), ("cancel a", 69), ("run-now a", 69), ("pause", 69), ("resume --json", 69),
  ])
  func `without a daemon it says how to start one`(line: String, status: Int32) throws {
    let desk = try Desk(isCold: true)
    let socket = desk.folder.file("nobody")
    // Never there, and left behind by a dead one.
    for isLeft in [false, true] {
      if isLeft {
        _ = try desk.shell(
          "perl -MSocket -e 'socket(S,AF_UNIX,SOCK_STREAM,0); bind(S,pack_sockaddr_un(shift))' \(socket)"
        )
      }
      let program = try desk.shell("MONTAGED_CONTROL_SOCKET=\(socket) $MONTAGECTL \(line)")
      #expect(program.status == status)
      #expect(program.output.isEmpty)
      let start = "start it with systemctl start montaged"
      #expect(
        program.complaints == ["montagectl: the daemon is not running (\(socket)); \(start)"])
    }
  }

  private static let method = "io.montaged.Control.GetStatus"

  /// A status with one folder and one film.
  static func answer(
    _ state: String = "working", _ folder: String = "watching", _ film: String = "rendering",
    reason: String = "null", continues: Bool = false
  ) -> String {
    let clips = #"{"total":3,"measured":1,"waiting":1,"settling":1,"unusable":0}"#
    let montage =
      #"{"name":"montage","state":"\#(film)","since":1,"progress":0.25,"preliminary":false}"#
    return #"""
      {"continues":\#(continues),"parameters":{"status":{"version":"9","state":"\#(state)",
      "since":1,"summary":"Encoding","jobs":[],"waiting":0,
      "memory":{"ceiling":536870912,"used":1048576,"available":1,"level":"green"},
      "counters":{"clips_measured":1,"songs_measured":0,"films_published":0,"films_failed":0,
      "workers_lost":0,"scans":4},
      "folders":[{"path":"/srv/drop","state":"\#(folder)","since":1,"clips":\#(clips),"files":[],
      "reason":\#(reason),
      "projects":[{"path":"Iceland","clips":\#(clips),"montages":[\#(montage)]}]}]}}}
      """#
  }
}

extension Desk {
  /// Runs `montagectl` with a command line that a shell takes apart, against `daemon`.
  func ask(_ daemon: PosingDaemon, _ line: String) throws -> Program {
    let program = try shell("MONTAGED_CONTROL_SOCKET='\(daemon.socket)' $MONTAGECTL \(line)")
    withExtendedLifetime(daemon) {}
    return program
  }
}
