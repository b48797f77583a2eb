// SPDX-License-Identifier: GPL-3.0-or-later

/// What an administrator may want to search or be alarmed for: each has an id for ever, and an entry in the catalog.
///
/// `journalctl -x` shows the entries of `systemd/montaged.catalog`; a test compares the two lists.
package enum JournalEvent: String, CaseIterable, Sendable {
  /// Whatever is dropped from now on will be noticed.
  case started = "08b7623421974f80abd8aeb90d8d91e5"
  case folderOffline = "549481dc87a345d0ad4fc2ec78da0865"
  case folderOnline = "c7cd6d3a2380478b9e9f851270eec159"
  /// The kernel watches no more folders for this user, so that some are polled.
  case watchLimit = "19bb3b6fcbda47a1ba1e89b3b0ff2d1a"
  case clipDamaged = "f0292a6b1f1c459c9299d4de68484246"
  case clipQuarantined = "975dccb8dec341788cddb0e2aa4a2572"
  /// A file is empty, has no end or may not be read, and that for so long that no film waits for it.
  case clipUnfinished = "9c6fe5cff449450ba3f010908960bbe0"
  case filmPublished = "a0f8f686f4b641d5a20bb99d57c14375"
  case filmFailed = "47372ab2b9a447f799418ac5d4c545e0"
  /// A published film does not decode from end to end.
  case filmFaulty = "7a14e25c60434cb281616e32392a9041"
  case paused = "b5280d0c56464e1c83346c06d18433c4"
  case resumed = "c46869b939274a69a1fe4f16986ea325"
  /// No more work is begun, for lack of memory.
  case memoryHold = "e74e2f32c41948d7b54106ded940212f"
  case cacheRebuilt = "b71ec52f7cee45c1b87c3974a3e9ee32"

  /// The field that makes a record this event.
  package var fields: [String: String] { ["MESSAGE_ID": rawValue] }
}
