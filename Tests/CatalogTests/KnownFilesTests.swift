// SPDX-License-Identifier: GPL-3.0-or-later

import Catalog
import Foundation
import Media
import TestSupport
import Testing

struct KnownFilesTests {
  private func file(_ number: Int) -> FileIdentity {
    FileIdentity(
      device: .max, inode: UInt64(number), size: Int64(number), modified: -1, changed: 1)
  }

  private func key(_ number: Int, kind: String = "analyze", version: Int = 2) -> MeasurementKey {
    MeasurementKey(content: ContentKey("c\(number)"), kind: kind, version: version)
  }

  @Test func `each file is known by its content's measurement or its last attempt`() throws {
    let folder = try TemporaryFolder()
    let cache = try openCache(in: folder)
    for number in 0..<8 { try cache.remember(key(number).content, of: file(number)) }
    try cache.store(song, for: key(0))
    try cache.store(song, for: key(1), fault: Fault("unusable", detail: "black"))
    try cache.reject(key(2), reason: "notMedia", detail: "", at: 5)
    _ = try cache.claim(key(3), owner: "me", at: 6)
    // Of no meaning for this question.
    try cache.store(song, for: key(4, version: 1))
    try cache.store(song, for: key(5, kind: "music"))
    try cache.reject(key(6, kind: "music"), reason: "noSound", detail: "")
    let known = try cache.knownFiles(kind: "analyze", version: 2)
    #expect(known.count == 4)
    #expect(known[file(0)] == .measured)
    for (number, state, fault) in [
      (1, .rejected, Fault("unusable", detail: "black")), (2, .rejected, Fault("notMedia")),
      (3, .running, Fault("")),
    ] as [(Int, Attempt.State, Fault)] {
      guard case .attempted(let attempt) = known[file(number)] else {
        Issue.record("\(number) is not known")
        continue
      }
      #expect(attempt.state == state && attempt.fault == fault)
    }
    for number in 4...9 { #expect(known[file(number)] == nil) }
    var written = file(0)
    written.changed += 1
    #expect(known[written] == nil, "written to since")
  }

  @Test func `many files are found again, each with its own attempt`() throws {
    let folder = try TemporaryFolder()
    let cache = try openCache(in: folder)
    let count = 500
    for number in 0..<count {
      try cache.remember(key(number).content, of: file(number))
      if number.isMultiple(of: 2) {
        try cache.store(song, for: key(number))
      } else {
        try cache.reject(key(number), reason: "damaged", detail: "\(number)")
      }
    }
    let known = try cache.knownFiles(kind: "analyze", version: 2)
    #expect(known.count == count)
    for number in 0..<count {
      switch known[file(number)] {
      case .measured: #expect(number.isMultiple(of: 2))
      case .attempted(let attempt): #expect(attempt.fault.detail == "\(number)")
      case nil: Issue.record("\(number) is not known")
      }
    }
  }
}
