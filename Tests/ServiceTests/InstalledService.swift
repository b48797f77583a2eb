// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport

/// The programs of this build, installed in a box as an administrator would, with a drop folder on a share.
final class InstalledService: Sendable {
  /// One boot for all tests, which run one after the other and leave a stopped service.
  static let shared = Task { try InstalledService() }

  /// A mount of its own, as a share is; its group may write, and what is put there belongs to that group.
  static let drop = "/srv/montage"

  /// Clips and a song, in the box.
  private static let material = "/var/tmp/material"

  let box: ServiceBox

  private init() throws {
    // Both are gone when the box has its copies: nobody would take them away at the end.
    let folder = try TemporaryFolder()
    let material = try ServiceMaterial()
    let stage = folder.file("stage")
    try Shell.run(
      "make", "-s", "-C", ServiceBox.repository, "install", "PREFIX=/usr", "DESTDIR=\(stage)",
      "PROGRAMS=\(Self.programs)")
    box = try ServiceBox(sharing: [folder.path, material.path])
    try box.run(
      """
      cp -a --no-preserve=ownership '\(stage)/.' / && groupadd media
      cp -r '\(material.path)' \(Self.material)
      systemd-sysusers && journalctl --update-catalog && systemctl daemon-reload
      mkdir -p \(Self.drop) && mount -t tmpfs drop \(Self.drop)
      chgrp media \(Self.drop) && chmod 2775 \(Self.drop)
      """)
  }

  /// Stops the service and gives it a config, an empty drop folder and `lines` of a drop-in for `[Service]`.
  func prepare(config: String = "folders: [\(drop)]\n", _ lines: String...) throws {
    let text = (lines + ["SupplementaryGroups=media", Self.toolchain]).joined(separator: "\n")
    try box.run(
      """
      systemctl stop montaged; systemctl reset-failed montaged
      rm -rf \(Self.drop)/* /var/lib/montaged /var/cache/montaged
      mkdir -p /run/systemd/system/montaged.service.d
      printf '[Service]\n%s\n' '\(text)' >/run/systemd/system/montaged.service.d/test.conf
      systemctl daemon-reload
      """)
    try configure(config)
  }

  func configure(_ text: String) throws {
    try box.run("printf '%s' '\(text)' >/etc/montaged/montaged.yaml")
  }

  /// As `systemctl show` has it.
  func property(_ name: String) throws -> String {
    try box.run("systemctl show montaged --value -p \(name)")
  }

  /// Stops the service; answers how many seconds that took.
  func stop() throws -> Double {
    let begin = Date()
    try box.run("systemctl stop montaged")
    return Date().timeIntervalSince(begin)
  }

  /// Clips, song and config of a project, dropped as `cp` does.
  func dropProject() throws {
    try box.run(
      """
      mkdir \(Self.drop)/trip && chmod 2775 \(Self.drop)/trip
      cp \(Self.material)/* \(Self.drop)/trip && touch \(Self.drop)/trip/montage.yaml
      """)
  }

  /// `MONTAGED_TEST_PROGRAMS`, for a release build; else where the build put those of the tests.
  private static var programs: String {
    if let given = ProcessInfo.processInfo.environment["MONTAGED_TEST_PROGRAMS"] { return given }
    let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    // With `swift test` the tests run inside a helper of the toolchain when they are a bundle.
    let bundle = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
    return (bundle ?? own).deletingLastPathComponent().path
  }

  /// Test builds load Swift's libraries from the toolchain, which the unit knows nothing about.
  private static var toolchain: String {
    let libraries = (try? Shell.run("ldd", programs + "/montaged")) ?? Data()
    let folders = String(decoding: libraries, as: UTF8.self)
      .matches(of: /=> (\/\S+)\/libswift\w+\.so/).map { String($0.1) }
    return folders.first.map { "ExecPaths=\($0)" } ?? ""
  }
}
