// SPDX-License-Identifier: GPL-3.0-or-later

internal import CLinux
internal import Glibc

/// What one process may use; nil leaves the inherited limit.
///
/// Core dumps are always off.
package struct ProcessLimits: Hashable, Sendable {
  /// Bytes of address space, several times the memory really used.
  package var addressSpace: Int64?
  /// Seconds of processor time; after that the kernel kills it.
  package var processorSeconds: Int64?
  /// Bytes of any file it writes; pipes do not count.
  ///
  /// Beyond it the process gets `SIGXFSZ`; Dispatch's threads block that and get `EFBIG`.
  package var fileSize: Int64?
  package var openFiles: Int64?

  package init(
    addressSpace: Int64? = nil, processorSeconds: Int64? = nil, fileSize: Int64? = nil,
    openFiles: Int64? = nil
  ) {
    self.addressSpace = addressSpace
    self.processorSeconds = processorSeconds
    self.fileSize = fileSize
    self.openFiles = openFiles
  }

  /// Binds the calling process; a limit can be lowered again but never raised.
  package func apply() throws(SystemError) {
    try set(clx_limit_core, 0)
    try set(clx_limit_address_space, addressSpace)
    try set(clx_limit_processor, processorSeconds)
    try set(clx_limit_file_size, fileSize)
    try set(clx_limit_open_files, openFiles)
  }

  private func set(_ resource: Int32, _ value: Int64?) throws(SystemError) {
    guard let value else { return }
    let wanted = UInt64(max(0, value))
    // An administrator's lower hard limit stays: raising it would need a privilege.
    let limit = min(wanted, clx_hard_limit(resource))
    try check("setrlimit") { clx_set_limit(resource, limit, limit) }
  }
}
