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

  @Test func `a hook is told of a film, by a unit of its own`() async throws {
    try service.prepare()
    try box.run(
      """
      mkdir -p /etc/montaged/hooks.d
      cat >/etc/montaged/hooks.d/10-copy <<'EOF'
      #!/bin/sh
      echo "$MONTAGED_EVENT"
      [ "$MONTAGED_EVENT" = film-published ] || exit 0
      cp "$MONTAGED_FILE" /srv/copies/film.part && mv /srv/copies/film.part /srv/copies/film.mp4
      EOF
      chmod 755 /etc/montaged/hooks.d/10-copy
      install -d -o montaged /srv/copies
      systemctl start montaged-hooks montaged
      """)
    try service.dropProject()
    let copy = "/srv/copies/film.mp4"
    try await box.wait("the hook's copy of the film", seconds: 90, until: "test -s \(copy)")
    #expect(try box.run("stat -c %U \(copy)") == "montaged")
    #expect(try box.run("journalctl -u montaged-hooks").contains("film-published"))
    try box.run("systemctl stop montaged-hooks; rm -r /etc/montaged/hooks.d /srv/copies")
    #expect(try box.status("pgrep -x journalctl") == 1)
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
