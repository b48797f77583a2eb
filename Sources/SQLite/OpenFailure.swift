// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a file cannot serve as this program's database.
package enum OpenFailure: Error, Hashable, Sendable {
  /// The file belongs to another program, whose tag this is; it was not touched.
  case foreign(applicationID: Int32)
  /// A newer version of this program wrote the file; it was not touched.
  case newer(version: Int, known: Int)
  /// The file is damaged.
  case damaged(reason: String)
  /// The file could not be opened or prepared.
  case failed(SQLiteError)

  init(_ error: SQLiteError) {
    self = error.isCorrupt ? .damaged(reason: error.message) : .failed(error)
  }
}

extension OpenFailure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .foreign(let id): "the file belongs to another program (application_id \(id))"
    case .newer(let version, let known):
      "the file is of version \(version), this program knows \(known)"
    case .damaged(let reason): "the file is damaged: \(reason)"
    case .failed(let error): error.description
    }
  }
}

/// Runs a step of opening a file, turning its error into the reason why the file cannot serve.
func opening<Answer: ~Copyable>(
  _ step: () throws(SQLiteError) -> Answer
) throws(OpenFailure) -> Answer {
  do throws(SQLiteError) { return try step() } catch { throw OpenFailure(error) }
}
