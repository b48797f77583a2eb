// SPDX-License-Identifier: GPL-3.0-or-later

internal import CLinux
internal import Glibc

/// What becomes of a program when the one that started it is gone.
package enum ParentDeath {
  /// Ends the calling process (`SIGKILL`) when the thread that started it ends, even while it is halted.
  ///
  /// Too late for a parent that is gone already: the caller must notice that by its pipes.
  package static func bind() throws(SystemError) {
    try check("prctl") { clx_prctl(PR_SET_PDEATHSIG, UInt(SIGKILL)) }
  }
}
