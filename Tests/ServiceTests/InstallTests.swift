// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

/// `make install` into an empty folder, with stand-ins for the programs.
struct InstallTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try Shell.run("mkdir", folder.file("programs"))
    for name in ["montaged", "montagectl", "montage-worker"] {
      try Shell.run("cp", "/bin/true", folder.file("programs/" + name))
    }
  }

  @Test(arguments: ["/usr", "/usr/local"])
  func `the unit names the programs where they are`(prefix: String) throws {
    try make("install", prefix)
    let unit = try text(prefix + "/lib/systemd/system/montaged.service")
    #expect(unit.contains("ExecStart=\(prefix)/bin/montaged\n"))
    #expect(unit.contains("ExecPaths=\(prefix)/bin/montaged \(prefix)/libexec/montaged /usr/lib "))
    for program in ["bin/montaged", "bin/montagectl", "libexec/montaged/montage-worker"] {
      #expect(
        FileManager.default.isExecutableFile(atPath: path("\(prefix)/\(program)")), "\(program)")
    }
    #expect(try text(prefix + "/lib/sysusers.d/montaged.conf").contains("\nu montaged "))
    #expect(try text(prefix + "/lib/systemd/catalog/montaged.catalog").contains("\n-- "))
  }

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: ServiceBox.repository + "/etc/montaged.yaml"),
      "there is no config to install"))
  func `a config that is there stays`() throws {
    try make("install", "/usr")
    let config = path("/etc/montaged/montaged.yaml")
    try "mine".write(toFile: config, atomically: false, encoding: .utf8)
    try make("install", "/usr")
    #expect(try text("/etc/montaged/montaged.yaml") == "mine")
    #expect(try text("/etc/montaged/montaged.yaml.new") != "mine")
  }

  @Test func `what was installed can be taken away, but the config`() throws {
    try make("install", "/usr")
    try make("uninstall", "/usr")
    let left = try Shell.run("find", path(""), "-type", "f", "-not", "-path", "*/etc/*")
    #expect(String(decoding: left, as: UTF8.self) == "")
  }

  private func path(_ name: String) -> String { folder.file("root" + name) }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  private func make(_ goal: String, _ prefix: String) throws {
    try Shell.run(
      "make", "-s", "-C", ServiceBox.repository, goal, "PREFIX=\(prefix)",
      "DESTDIR=\(path(""))", "PROGRAMS=\(folder.file("programs"))")
  }
}
