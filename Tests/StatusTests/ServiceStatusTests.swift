// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@testable import Status

struct ServiceStatusTests {
  private var service: ServiceStatus {
    var folder = Examples.busyFolder
    folder.pausedBy = .command
    folder.pausedUntil = noon3
    var service = Examples.service(.paused, [folder])
    service.pausedUntil = noon3
    service.remaining = 240
    var job = JobStatus(id: 7, kind: "analyze", subject: "a", started: 1, progress: 0.5)
    job.folder = "/srv/drop"
    service.jobs = [job]
    return service
  }

  @Test func `what is written is read again`() throws {
    let data = try JSONEncoder().encode(service)
    #expect(try JSONDecoder().decode(ServiceStatus.self, from: data) == service)
    let explanation = Explanations.unknown(path: "a")
    let written = try JSONEncoder().encode(explanation)
    #expect(try JSONDecoder().decode(Explanation.self, from: written) == explanation)
  }

  @Test func `keys are in snake case`() throws {
    let text = String(decoding: try JSONEncoder().encode(service), as: UTF8.self)
    for key in ["paused_until", "paused_by", "waiting_for", "clips_measured", "preliminary"] {
      #expect(text.contains("\"\(key)\""), "\(key)")
    }
    #expect(!text.contains("Until\"") && !text.contains("By\""))
  }
}
