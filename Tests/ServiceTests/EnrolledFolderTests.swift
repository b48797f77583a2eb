// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

/// What `montagectl enroll` writes, under a real systemd.
extension ServiceTests {
  @Test(arguments: ["/home/anna/it's \"100%\": all; b", "/data/My Films ä"])
  func `a folder that the unit hides is served after enroll`(folder: String) async throws {
    try service.prepare(config: "# mine\n")
    let word = "'" + folder.replacing("'", with: "'\\''") + "'"
    defer {
      _ = try? box.run(
        """
        systemctl stop montaged; rm -rf /home/anna /data
        rm -rf /etc/systemd/system/montaged.service.d; systemctl daemon-reload
        """)
    }
    try box.run(
      """
      mkdir -p \(word) && chgrp media \(word) && chmod 2775 \(word) && chmod 700 /home
      montagectl enroll \(word) --write && systemctl daemon-reload && systemctl start montaged
      """)
    try await box.wait("the first status page", until: "test -s \(word)/status.txt")
    #expect(try box.run("stat -c %U:%G \(word)/status.txt") == "montaged:media")
    #expect(try service.property("ActiveState") == "active")
  }
}
