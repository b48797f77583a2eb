// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

extension ServiceTests {
  @Test func `a film is made within the memory that the unit allows`() async throws {
    try service.prepare()
    try box.run("systemctl start montaged")
    #expect(try memory("max") == 640 << 20)
    try service.dropProject()
    let film = "\(InstalledService.drop)/trip/montages/montage.mp4"
    try await box.wait("the film", seconds: 90, until: "test -s \(film)")
    // The people of the share may read it and throw it away.
    #expect(try box.run("stat -c %U:%G:%a \(film)") == "montaged:media:664")
    #expect(try killed() == 0)
    #expect(try memory("peak") <= 640 << 20)
    #expect(try service.property("NRestarts") == "0")
    try await box.wait(
      "the explanation of the catalog",
      until: "journalctl -x -u montaged | grep -q 'A film was published'")
  }

  @Test func `work in progress does not keep it from stopping`() async throws {
    try service.prepare()
    try box.run("systemctl start montaged")
    let group = try service.property("ControlGroup")
    try service.dropProject()
    try await box.wait("a worker", seconds: 60, until: "pgrep -x montage-worker")
    // Workers get two seconds to take their files away.
    #expect(try service.stop() < 5)
    #expect(try service.property("Result") == "success")
    #expect(try box.status("pgrep -x 'montage.*'") == 1, "in \(group)")
  }

  /// A number of the service's memory group, whichever version of control groups the machine has.
  private func memory(_ name: String) throws -> Int {
    let older = ["max": "limit_in_bytes", "peak": "max_usage_in_bytes"][name] ?? name
    let group = try service.property("ControlGroup")
    let text = try box.run(
      "cat /sys/fs/cgroup\(group)/memory.\(name) || cat /sys/fs/cgroup/memory\(group)/memory.\(older)"
    )
    return Int(text) ?? .max
  }

  /// How many processes of the service the kernel has ended for lack of memory.
  private func killed() throws -> Int {
    let group = try service.property("ControlGroup")
    let text = try box.run(
      """
      cat /sys/fs/cgroup\(group)/memory.events /sys/fs/cgroup/memory\(group)/memory.oom_control \
      2>/dev/null | sed -n 's/^oom_kill //p'
      """)
    return Int(text) ?? -1
  }
}
