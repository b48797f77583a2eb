// SPDX-License-Identifier: GPL-3.0-or-later

import Linux
import Synchronization

@testable import Watching

/// A kernel that watches only so many folders, until the limit is lifted.
final class Limit: Sendable {
  private let code: Int32
  private let state: Mutex<(left: Int, calls: Int)>

  init(code: Int32, after left: Int = 0) {
    self.code = code
    state = Mutex((left, 0))
  }

  /// How often it was asked.
  var calls: Int { state.withLock { $0.calls } }

  func lift() { state.withLock { $0.left = .max } }

  var add: FolderWatches.Add {
    { (queue, path) throws(SystemError) in
      let isAllowed = self.state.withLock { (state) in
        state.calls += 1
        state.left -= 1
        return state.left >= 0
      }
      guard isAllowed else {
        throw SystemError(errno: self.code, call: "inotify_add_watch", path: path)
      }
      return try queue.add(path)
    }
  }
}
