// SPDX-License-Identifier: GPL-3.0-or-later

internal import CLinux
internal import Glibc

/// The processors that this process may run on.
package enum Processors {
  /// At least one; asks the scheduler, so that it is right in a container with a processor set.
  package static var count: Int {
    var mask = [UInt64](repeating: 0, count: 128)  // the kernel's largest build: 8192 processors
    let size = clx_processors(&mask, mask.count * MemoryLayout<UInt64>.size)
    guard size > 0 else { return 1 }
    return max(1, mask.map(\.nonzeroBitCount).reduce(0, +))
  }
}
