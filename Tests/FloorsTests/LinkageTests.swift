// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

/// What the programs, as built, ask the loader for.
struct LinkageTests {
  static let media = ["libav", "libsw", "libaubio", "libpostproc", "libx264"]
  static let letters = ["libpango", "libcairo", "libfontconfig", "libfreetype", "libharfbuzz"]

  @Test(arguments: ["montaged", "montagectl"])
  func `the daemon and its command load no media library`(program: String) throws {
    let libraries = try needed(by: program).filter { !$0.hasPrefix("libswift") }
    #expect(libraries.contains { $0.hasPrefix("libc.") }, "readelf was understood")
    #expect(libraries.filter { name in Self.media.contains { name.hasPrefix($0) } } == [])
  }

  @Test(arguments: ["montaged", "montagectl"])
  func `the daemon and its command load nothing that draws letters`(program: String) throws {
    let libraries = try needed(by: program)
    #expect(libraries.filter { name in Self.letters.contains { name.hasPrefix($0) } } == [])
  }

  @Test func `the worker loads the media libraries`() throws {
    let libraries = try needed(by: "montage-worker")
    for name in ["libavformat", "libavcodec", "libavfilter", "libpangocairo"] {
      #expect(libraries.contains { $0.hasPrefix(name) }, "\(name)")
    }
  }

  /// Names of the shared libraries in the program's dynamic section.
  private func needed(by program: String) throws -> [String] {
    let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent()
    let listing = String(
      decoding: try Shell.run("readelf", "-d", folder.path + "/" + program), as: UTF8.self)
    return listing.split(separator: "\n").filter { $0.contains("(NEEDED)") }.compactMap { line in
      line.firstMatch(of: /\[(.+)\]/).map { String($0.1) }
    }
  }
}
