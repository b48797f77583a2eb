// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import Testing
import Watching

struct FolderRuleTests {
  @Test(
    arguments: [
      ("", .enter), ("Iceland 2026", .enter), ("a/DCIM/100GOPRO", .enter), ("a/Misc", .enter),
      ("PRIVATE/M4ROOT/CLIP", .enter), ("PRIVATE/AVCHD/BDMV/STREAM", .enter), ("a/SUB", .enter),
      ("a/montages", .results), ("montages", .results), ("a/Montages", .enter),
      ("PRIVATE/M4ROOT/SUB", .skip), ("private/m4root/thmbnl", .skip), (".Trash-1000", .skip),
      ("a/@eaDir", .skip), ("#recycle", .skip), ("$RECYCLE.BIN", .skip), ("lost+found", .skip),
      ("System Volume Information", .skip), ("__MACOSX", .skip), ("~snapshot", .skip),
      (".~tmp~", .skip), ("Big.mp4.download", .skip), (".stversions", .skip),
    ] as [(String, FolderRule)])
  func `a folder's name and place tell what to do`(path: String, rule: FolderRule) {
    #expect(FolderRule(Path(path)) == rule)
  }
}
