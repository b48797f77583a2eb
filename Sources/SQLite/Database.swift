// SPDX-License-Identifier: GPL-3.0-or-later

internal import Synchronization

/// One database file, opened for this program: checked, of the right version, with a write-ahead log.
package final class Database: Sendable {
  package let path: String
  /// Where a damaged file was moved when this one was opened.
  package let damagedCopy: String?
  private let connection: Mutex<Connection>
  private let claim: FileClaim
  private let identity: DatabaseFiles.Identity?

  /// Opens `path`, or makes it; a damaged file that nobody else has open is set aside and made anew.
  package init(
    path: String, schema: Schema, durability: Durability, check: StartCheck
  ) throws(OpenFailure) {
    let claim = try opening { () throws(SQLiteError) in try FileClaim(path: path) }
    let opener = Opener(path: path, schema: schema, durability: durability)
    let isAlone = claim.takeAlone()
    if !isAlone { try opening { () throws(SQLiteError) in try claim.share() } }
    let suspicious = isAlone && (check == .always || DatabaseFiles.hasLog(path))
    do throws(OpenFailure) {
      if check == .condemned { throw .damaged(reason: "it was found damaged while in use") }
      connection = Mutex(try opener.open(checking: suspicious))
      damagedCopy = nil
    } catch .damaged where isAlone {
      damagedCopy = try opening { () throws(SQLiteError) in try DatabaseFiles.setAside(path) }
      connection = Mutex(try opener.open(checking: false))
    }
    if isAlone { try opening { () throws(SQLiteError) in try claim.share() } }
    identity = DatabaseFiles.identity(of: path)
    self.path = path
    self.claim = claim
  }

  /// Whether the open file is the one that has the name; else somebody took it away, and what is written is lost.
  package var isInPlace: Bool { DatabaseFiles.identity(of: path) == identity }

  /// Runs `body` as one transaction that may write: all of it happens, or nothing when it throws.
  package func transaction<Answer: Sendable>(
    _ body: (borrowing Connection) throws(SQLiteError) -> Answer
  ) throws(SQLiteError) -> Answer {
    try connection.withLock { (connection) throws(SQLiteError) in
      try connection.transaction(.immediate, body)
    }
  }

  /// Runs `body` on one unchanging state of the file.
  package func read<Answer: Sendable>(
    _ body: (borrowing Connection) throws(SQLiteError) -> Answer
  ) throws(SQLiteError) -> Answer {
    try connection.withLock { (connection) throws(SQLiteError) in
      try connection.transaction(.deferred, body)
    }
  }

  /// Copies the write-ahead log into the file and empties it, as far as other users of the file let it.
  package func checkpoint() throws(SQLiteError) {
    try connection.withLock { (connection) throws(SQLiteError) in
      connection.waitWhenBusy(milliseconds: Self.checkpointTimeout)
      defer { connection.waitWhenBusy(milliseconds: Opener.busyTimeout) }
      // The answer says whether a reader was in the way; then the log stays, which is no harm.
      try connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    }
  }

  /// A stopping service has little time; in milliseconds.
  private static let checkpointTimeout: Int32 = 200
}

/// When opening a file reads all of it for damage.
package enum StartCheck: Sendable {
  /// At every start.
  case always
  /// Only when the last user did not close the file.
  case afterCrash
  /// Not at all: a reader has met damage, so the file is set aside.
  case condemned
}

/// When a commit is safe.
package enum Durability: String, Sendable {
  /// A commit outlives a power cut.
  case full = "FULL"
  /// A commit outlives a crash of the program; a power cut may undo the last ones, whole.
  case normal = "NORMAL"
}
