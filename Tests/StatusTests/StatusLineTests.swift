// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Status

struct StatusLineTests {
  private func line(_ service: ServiceStatus) -> String {
    StatusLine(service, now: noon3, utcOffsetMinutes: 60).text
  }

  @Test func `idle counts what is kept in view`() {
    var folders = [Examples.folder(), Examples.folder(), Examples.folder()]
    folders[0].clips = Examples.clips(400, measured: 400)
    folders[1].clips = Examples.clips(13, measured: 12)
    #expect(
      line(Examples.service(.idle, folders)) == "idle; 3 folders watched, 412 clips measured")
  }

  @Test func `analysing tells how far and how long`() {
    var service = Examples.service(.working)
    service.jobs = [0.34, 0.4].map {
      JobStatus(id: 1, kind: "analyze", subject: "a", started: 0, progress: $0)
    }
    service.waiting = 11
    service.remaining = 240
    #expect(line(service) == "analysing 2 clips (37 %), 11 waiting, about 4 min")
  }

  @Test func `a verification is told of when there is nothing else`() {
    var service = Examples.service(.working)
    service.jobs = [JobStatus(id: 1, kind: "verify", subject: "a", started: 0, progress: 0.5)]
    #expect(line(service) == "verifying a film")
    service.jobs.append(
      JobStatus(id: 2, kind: "music", subject: "b", started: 0, progress: 0))
    #expect(line(service) == "listening to a song")
  }

  @Test func `a film is more important than clips`() {
    var service = Examples.service(.working, [Examples.busyFolder])
    service.jobs = [JobStatus(id: 1, kind: "analyze", subject: "a", started: 0, progress: 0)]
    #expect(line(service).hasPrefix("rendering \"Iceland 2026/montage\" 62 %, about 40 s; "))
    #expect(line(service).contains("1 film failed; 1 file needs attention"))
  }

  @Test func `what is encoded for no film is said to be ahead of them`() {
    var service = ServiceStatus()
    service.state = .working
    service.jobs = [JobStatus(id: 1, kind: "segment", subject: "a", started: 0, progress: 0)]
    #expect(
      StatusLine(service, now: 0, utcOffsetMinutes: 0).text == "encoding 1 clip ahead of films")
  }

  @Test func `a pause says why and until when`() {
    var service = Examples.service(.paused)
    #expect(line(service) == "paused: until montagectl resume")
    service.memory.reason = "memory pressure (some avg10 23 %)"
    #expect(line(service) == "paused: memory pressure (some avg10 23 %)")
    service.pausedUntil = noon3 + 12_420_000
    #expect(line(service) == "paused until 18:30")
  }

  @Test func `what is away is appended`() {
    var folder = Examples.folder()
    folder.state = .offline
    folder.reason = "marker missing"
    var polled = Examples.folder()
    polled.state = .polling
    polled.reason = "watch limit"
    #expect(
      line(Examples.service(.idle, [polled, folder]))
        == "idle; 1 folder watched, 0 clips measured; /srv/drop offline (marker missing); "
        + "/srv/drop polled (watch limit)")
  }

  @Test(arguments: ServiceStatus.State.allCases)
  func `it is one line of at most 120 characters`(state: ServiceStatus.State) {
    var folder = Examples.busyFolder
    folder.projects[0].path = String(repeating: "a\nb", count: 200)
    folder.path = "/srv/" + String(repeating: "夏", count: 300)
    folder.state = .polling
    folder.reason = String(repeating: "why ", count: 50)
    var service = Examples.service(state, Array(repeating: folder, count: 30))
    service.memory.reason = String(repeating: "pressure ", count: 50)
    let text = line(service)
    #expect(text.count <= StatusLine.limit)
    #expect(!text.contains("\n"))
    #expect(!text.isEmpty)
  }
}
