// SPDX-License-Identifier: GPL-3.0-or-later

internal import SQLite

/// Why a database of the catalog did not do what was asked.
package struct CatalogError: Error, Hashable, Sendable {
  package let fault: Fault
  /// The database file.
  package let path: String
  /// What happened, for people.
  package let reason: String

  /// The kinds of failure that ask for different answers.
  package enum Fault: Hashable, Sendable, CaseIterable {
    /// No room on the disk: goes on once there is.
    case full
    /// Another process kept the file locked: try again.
    case busy
    /// The bytes are damaged, and the file could not be set aside.
    case damaged
    /// The file belongs to another program; it was not touched.
    case foreign
    /// A newer version of the program wrote the file; it was not touched.
    case newer
    /// No such folder, or no permission.
    case denied
    /// The disk failed to read, write or flush.
    case inputOutput
    /// Anything else: a fault of this program.
    case unexpected
  }
}

extension CatalogError: CustomStringConvertible {
  package var description: String { "\(path): \(reason)" }
}

extension CatalogError {
  init(_ error: SQLiteError, path: String) {
    let fault: Fault =
      if error.isFull {
        .full
      } else if error.isBusy {
        .busy
      } else if error.isCorrupt {
        .damaged
      } else if error.isReadOnly || error.isUnopenable {
        .denied
      } else if error.isInputOutput {
        .inputOutput
      } else {
        .unexpected
      }
    self.init(fault: fault, path: path, reason: error.description)
  }

  init(_ failure: OpenFailure, path: String) {
    switch failure {
    case .foreign: self.init(fault: .foreign, path: path, reason: failure.description)
    case .newer: self.init(fault: .newer, path: path, reason: failure.description)
    case .damaged: self.init(fault: .damaged, path: path, reason: failure.description)
    case .failed(let error): self.init(error, path: path)
    }
  }
}
