// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// Notices when anybody opens a file.
final class Canary {
  private let queue: Int32

  init(_ path: String) {
    queue = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    _ = inotify_add_watch(queue, path, UInt32(IN_OPEN))
  }

  deinit { close(queue) }

  /// Whether it was opened since the last question.
  func wasOpened() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 4096)
    return read(queue, &buffer, buffer.count) > 0
  }
}
