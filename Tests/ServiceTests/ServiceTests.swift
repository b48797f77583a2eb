// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

/// The installed service under a real systemd: one boot, and a fresh start of the service for each test.
@Suite(
  .serialized, .enabled(if: ServiceBox.refusal == nil, Comment(rawValue: ServiceBox.refusal ?? "")))
struct ServiceTests {
  let service: InstalledService
  var box: ServiceBox { service.box }

  init() async throws { service = try await InstalledService.shared.value }

  @Test func `it starts, says what it does, and stops at once`() throws {
    try service.prepare()
    // With Type=notify this comes back when the service has said that it is ready.
    try box.run("systemctl start montaged")
    #expect(try service.property("ActiveState") == "active")
    let line = try service.property("StatusText")
    #expect(!line.isEmpty && line.count <= 120, "\(line)")
    #expect(try !box.run("journalctl -o cat MESSAGE_ID=08b7623421974f80abd8aeb90d8d91e5").isEmpty)
    #expect(try service.stop() < 3)
    #expect(try service.property("Result") == "success")
  }

  @Test func `it has no rights but those of its user`() throws {
    try service.prepare()
    try box.run("systemctl start montaged")
    let main = try service.property("MainPID")
    let status = try box.run("cat /proc/\(main)/status")
    #expect(status.contains(/CapEff:\t0+\n/) && status.contains(/CapBnd:\t0+\n/))
    #expect(status.contains("NoNewPrivs:\t1") && status.contains("Seccomp:\t2"))
    #expect(try box.run("ps -o user= -p \(main)") == "montaged")
    let rights = try box.run("stat -c %a:%U /var/lib/montaged /var/cache/montaged /run/montaged")
    #expect(rights == "750:montaged\n750:montaged\n755:montaged")
  }

  @Test func `a frozen main process is replaced, a healthy one is not`() async throws {
    try service.prepare("WatchdogSec=3", "RestartSec=100ms")
    try box.run("systemctl start montaged")
    let main = try service.property("MainPID")
    // Longer than the manager's patience, which is what is tested.
    try await Task.sleep(for: .seconds(5))
    #expect(try service.property("MainPID") == main)
    let begin = Date()
    try box.run("kill -STOP \(main)")
    try await box.wait(
      "a restart",
      until: """
        test $(systemctl show montaged --value -p NRestarts) != 0 && systemctl is-active -q montaged
        """)
    #expect(try service.property("MainPID") != main)
    #expect(try service.property("NRestarts") == "1")
    #expect(try box.run("journalctl -u montaged -o cat").contains("Watchdog timeout"))
    #expect(Date().timeIntervalSince(begin) < 30)
  }

  @Test func `a reload keeps the process, and a broken config the old one`() async throws {
    try service.prepare()
    try box.run("systemctl start montaged")
    let main = try service.property("MainPID")
    try box.run("systemctl reload montaged")
    #expect(try service.property("MainPID") == main)
    try service.configure("no such key: 1\n")
    try box.run("systemctl reload montaged")
    try await box.wait(
      "a complaint about the config",
      until: "journalctl -u montaged -p warning -o cat | grep -q montaged.yaml")
    #expect(try service.property("ActiveState") == "active")
    #expect(try service.property("MainPID") == main)
    #expect(try service.property("NRestarts") == "0")
  }

  @Test func `with a broken config it fails once, and is not tried again`() async throws {
    try service.prepare(config: "no such key: 1\n", "RestartSec=100ms")
    #expect(try box.status("systemctl start montaged") != 0)
    // While another start were planned, the state would be `activating`.
    #expect(try service.property("ActiveState") == "failed")
    #expect(try service.property("ExecMainStatus") == "78")
    #expect(try service.property("NRestarts") == "0")
  }

  @Test func `a command line that makes no sense is not tried again`() throws {
    try service.prepare("ExecStart=", "ExecStart=/usr/bin/montaged --no-such-option")
    #expect(try box.status("systemctl start montaged") != 0)
    #expect(try service.property("ActiveState") == "failed")
    #expect(try service.property("ExecMainStatus") == "64")
  }

  @Test func `a second daemon leaves at once`() throws {
    try service.prepare()
    try box.run("systemctl start montaged")
    let second = """
      runuser -u montaged -- env STATE_DIRECTORY=/var/lib/montaged CACHE_DIRECTORY=/var/cache/montaged \
      RUNTIME_DIRECTORY=/run/montaged timeout -s KILL 20 /usr/bin/montaged
      """
    #expect(try box.status(second) == 75)
    #expect(try service.property("ActiveState") == "active")
  }

  @Test func `what is mounted later is seen, and can be unmounted`() throws {
    try service.prepare()
    try box.run("systemctl start montaged")
    let main = try service.property("MainPID")
    let isSeen = "grep -q ' /srv/late ' /proc/\(main)/mountinfo"
    try box.run("mkdir -p /srv/late && mount -t tmpfs late /srv/late && \(isSeen)")
    try box.run("umount /srv/late && ! \(isSeen)")
  }
}
