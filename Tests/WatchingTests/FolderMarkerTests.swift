// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import TestSupport
import Testing

@testable import Watching

struct FolderMarkerTests {
  private typealias Case = (known: String?, found: String?, isEmpty: Bool, FolderMarker.Verdict)

  @Test(
    arguments: [
      (nil, nil, true, .lacks(nil)), (nil, nil, false, .lacks(nil)),
      (nil, "a", true, .belongs("a")),
      ("a", "a", true, .belongs("a")), ("a", "b", false, .belongs("b")), ("a", nil, true, .bare),
      ("a", nil, false, .lacks("a")),
    ] as [(String?, String?, Bool, FolderMarker.Verdict)])
  func `only an empty folder that had a marker is doubted`(
    known: String?, found: String?, isEmpty: Bool, verdict: FolderMarker.Verdict
  ) {
    #expect(FolderMarker.judge(known: known, found: found, isEmpty: isEmpty) == verdict)
  }

  @Test func `what was written is read`() throws {
    let folder = try TemporaryFolder()
    let root = Path(folder.path)
    #expect(FolderMarker.read(root) == nil)
    let uuid = FolderMarker.newUUID()
    #expect(FolderMarker.write(uuid, to: root))
    #expect(FolderMarker.read(root) == uuid)
    #expect(!FolderMarker.write(uuid, to: root.joining("none")))
  }

  @Test(arguments: ["", "\n", "not a marker", String(repeating: "z", count: 36)])
  func `anything else in its place is no marker`(text: String) throws {
    let folder = try TemporaryFolder()
    let root = Path(folder.path)
    try FileDescriptor.open(root.joining(FolderMarker.name), .replacing(permissions: 0o600))
      .writeAll(Array(text.utf8))
    #expect(FolderMarker.read(root) == nil)
  }

  @Test func `new ones differ and have the standard's form`() {
    let uuids = (0..<200).map { _ in FolderMarker.newUUID() }
    #expect(Set(uuids).count == 200)
    for uuid in uuids {
      let parts = uuid.split(separator: "-")
      #expect(parts.map(\.count) == [8, 4, 4, 4, 12])
      #expect(parts[2].first == "4" && "89ab".contains(parts[3].first ?? "x"))
    }
  }
}
