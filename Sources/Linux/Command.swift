// SPDX-License-Identifier: GPL-3.0-or-later

internal import CLinux
internal import Glibc

/// A program to start: it inherits the descriptors named here and nothing else.
package struct Command: Sendable {
  package var executable: Path
  /// Without the program's own name.
  package var arguments: [String]
  /// Open descriptors, which the program finds as 3, 4, 5 and so on.
  package var descriptors: [Int32]
  package var input = Stream.null
  package var output = Stream.null
  package var errors = Stream.inherited
  /// `NAME=value`; empty unless told.
  package var environment: [String] = []

  package init(executable: Path, arguments: [String] = [], descriptors: [Int32] = []) {
    self.executable = executable
    self.arguments = arguments
    self.descriptors = descriptors
  }

  /// Where a standard stream comes from or goes to.
  package enum Stream: Hashable, Sendable {
    /// `/dev/null`.
    case null
    /// This process's own.
    case inherited
    case descriptor(Int32)
  }

  /// Starts the program in a process group of its own and answers its id.
  func start() throws(SystemError) -> Int32 {
    let files = try SpawnFiles(streams: [input, output, errors], descriptors: descriptors)
    let attributes = SpawnAttributes()
    var identifier: pid_t = 0
    var code: Int32 = 0
    try check("posix_spawn", at: executable) { (path) -> Int32 in
      withCStrings([String(cString: path)] + arguments) { (arguments) in
        withCStrings(environment) { (environment) in
          code = posix_spawn(
            &identifier, path, files.actions, attributes.pointer, arguments, environment)
        }
      }
      return 0
    }
    guard code == 0 else {
      throw SystemError(errno: code, call: "posix_spawn", path: executable)
    }
    return identifier
  }
}

/// Lends an array of C strings that ends with null, as `execve` wants it.
private func withCStrings(
  _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Void
) {
  let copies = texts.map { strdup($0) }
  defer { copies.forEach { free($0) } }
  body(copies + [nil])
}
