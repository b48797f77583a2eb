// SPDX-License-Identifier: GPL-3.0-or-later

package import Linux

/// Where the worker's executable is.
package enum WorkerProgram {
  /// Beside this program, or where an installation puts it: `../libexec/montaged`.
  package static func locate() throws(SystemError) -> Path {
    let own = try Path.ownExecutable()
    guard let folder = own.parent else { throw SystemError(errno: 2, call: "readlink", path: own) }
    let beside = folder.joining(name)
    if (try? FileStatus.read(beside)) != nil { return beside }
    let installed = (folder.parent ?? folder).joining("libexec/montaged").joining(name)
    _ = try FileStatus.read(installed)
    return installed
  }

  private static let name = "montage-worker"
}
