// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Status

struct StatusTextTests {
  private func lines(_ service: ServiceStatus) -> [String] {
    StatusText(status: service, now: noon3, utcOffsetMinutes: 60).lines
  }

  private var service: ServiceStatus {
    var service = Examples.service(.working, [Examples.busyFolder])
    var job = JobStatus(
      id: 7, kind: "analyze", subject: "/srv/drop/Norway/C0007.MP4", started: noon3, progress: 0.37)
    job.isSuspended = true
    job.folder = "/srv/drop"
    service.jobs = [job]
    service.waiting = 11
    service.memory.used = 327_155_712
    service.memory.ceiling = 536_870_912
    service.memory.level = "yellow"
    service.memory.reason = "some avg10 23 %"
    return service
  }

  @Test func `the text is as it was read and approved`() throws {
    #expect(try Golden.matches(lines(service).joined(separator: "\n") + "\n", "service.txt"))
  }

  @Test func `no line is wider than a terminal, whatever things are called`() {
    var service = service
    service.folders[0].path = "/" + String(repeating: "夏", count: 100)
    service.folders[0].projects[0].path = String(repeating: "long", count: 50)
    service.folders[0].projects[0].montages[0].name = String(repeating: "x", count: 90)
    service.folders[0].projects[0].montages[0].stage = String(repeating: "y", count: 90)
    service.folders[0].files[0].path = String(repeating: "z\n\u{1b}", count: 90)
    service.jobs[0].subject = String(repeating: "j", count: 90)
    for line in lines(service) {
      #expect(Columns.width(line) <= 80, "\(line)")
      #expect(!line.contains("\u{1b}") && !line.contains("\n"))
    }
  }

  @Test(arguments: [(nil, "done"), (true, "verified"), (false, "faulty")] as [(Bool?, String)])
  func `a finished film says whether it was verified`(isVerified: Bool?, last: String) {
    var film = Examples.film(.done, output: "a/montages/montage.mp4")
    film.since = 0
    film.isVerified = isVerified
    let project = Examples.project("a", [film])
    let line = lines(Examples.service(.idle, [Examples.folder([project])]))
      .first { $0.contains("done") }
    #expect(line?.split(separator: " ").last.map(String.init) == last)
  }

  @Test func `old finished films are counted`() {
    let projects = (1...200).map { number in
      var film = Examples.film(.done, output: "\(number)/montages/montage.mp4")
      film.since = noon3 - Int64(number)
      return Examples.project("trip \(number)", [film])
    }
    let lines = lines(Examples.service(.idle, [Examples.folder(projects)]))
    #expect(lines.contains("  and 180 finished films"))
    #expect(lines.contains("  trip 20"))
    #expect(!lines.contains("  trip 21"))
  }
}
