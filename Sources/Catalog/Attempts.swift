// SPDX-License-Identifier: GPL-3.0-or-later

package import Media
internal import SQLite

extension Cache {
  /// Takes an analysis for `owner` alone, unless there is a reason to leave it; `time` in ms since 1970.
  ///
  /// What was given up is tried again with a `file` that it was not tried with yet.
  package func claim(
    _ key: MeasurementKey, owner: String, with file: FileIdentity? = nil, at time: Int64
  ) throws(CatalogError) -> Claim {
    try write { (connection) throws(SQLiteError) in
      var start = Start(key: key, owner: owner, time: time)
      guard let attempt = try connection.attempt(of: key) else {
        start.witnesses.add(file)
        try connection.begin(start)
        return .granted(attempt: 1)
      }
      let fault = attempt.fault
      start.count = attempt.count + 1
      start.witnesses = attempt.witnesses
      start.witnesses.add(file)
      switch attempt.state {
      case .rejected, .quarantined:
        if let file, attempt.witnesses.isNew(file) {
          try connection.begin(start)
          return .granted(attempt: start.count)
        }
        return .refused(state: attempt.state, reason: fault.reason, detail: fault.detail)
      case .running where attempt.owner != owner:
        return .held(owner: attempt.owner)
      case .running:
        // A cut-off write left it with this owner; it was never given back.
        return .granted(attempt: attempt.count)
      case .waiting:
        if let retry = attempt.retry, retry > time {
          return .waiting(until: retry, reason: fault.reason, detail: fault.detail)
        }
        try connection.begin(start)
        return .granted(attempt: start.count)
      }
    }
  }

  /// The analysis succeeded: nothing is left to remember of how.
  package func finish(_ key: MeasurementKey) throws(CatalogError) {
    try write { (connection) throws(SQLiteError) in
      try connection.execute(
        "DELETE FROM attempt WHERE content = ?1 AND kind = ?2 AND version = ?3",
        Value(key.content.text), Value(key.kind), Value(key.version))
    }
  }

  /// The content made the analysis fail: it waits until `retryAt`, or without one it is given up.
  package func fail(
    _ key: MeasurementKey, reason: String, detail: String, retryAt: Int64?, at time: Int64? = nil
  ) throws(CatalogError) {
    let fault = Fault(reason, detail: detail)
    try write { (connection) throws(SQLiteError) in
      try connection.keep(
        fault, of: key, as: retryAt == nil ? .quarantined : .waiting, retry: retryAt, at: time)
      try connection.execute(
        """
        UPDATE attempt SET failures = failures + 1
        WHERE content = ?1 AND kind = ?2 AND version = ?3
        """, Value(key.content.text), Value(key.kind), Value(key.version))
    }
  }

  /// The content itself is at fault: final for it and this version of the analyser.
  package func reject(
    _ key: MeasurementKey, reason: String, detail: String, at time: Int64? = nil
  ) throws(CatalogError) {
    let fault = Fault(reason, detail: detail)
    try write { (connection) throws(SQLiteError) in
      try connection.keep(fault, of: key, as: .rejected, at: time)
    }
  }

  /// Gives the analysis back as if it had not been begun: what stopped it was not its content.
  ///
  /// With `retryAt` it waits until then, because of `fault`.
  package func giveBack(
    _ key: MeasurementKey, because fault: Fault? = nil, retryAt: Int64? = nil, at time: Int64
  ) throws(CatalogError) {
    try write { (connection) throws(SQLiteError) in
      guard let attempt = try connection.attempt(of: key), attempt.state == .running else { return }
      guard attempt.count > 1 || retryAt != nil else {
        try connection.execute(
          "DELETE FROM attempt WHERE content = ?1 AND kind = ?2 AND version = ?3",
          Value(key.content.text), Value(key.kind), Value(key.version))
        return
      }
      try connection.keep(
        fault ?? attempt.fault, of: key, as: .waiting, retry: retryAt ?? time, at: time)
      try connection.execute(
        "UPDATE attempt SET count = count - 1 WHERE content = ?1 AND kind = ?2 AND version = ?3",
        Value(key.content.text), Value(key.kind), Value(key.version))
    }
  }

  /// Lets a content be tried anew, whatever was wrong with it; answers how many analyses that concerns.
  package func forgive(content: ContentKey) throws(CatalogError) -> Int {
    try write { (connection) throws(SQLiteError) in
      try connection.forgive(where: "content = ?1", Value(content.text))
    }
  }

  /// Lets everything be tried anew that failed; answers how many analyses that are.
  package func forgiveAll() throws(CatalogError) -> Int {
    try write { (connection) throws(SQLiteError) in
      try connection.forgive(where: "?1", Value(1))
    }
  }

  /// What is remembered of one analysis; nil when it was never begun, or succeeded.
  package func attempt(of key: MeasurementKey) throws(CatalogError) -> Attempt? {
    try read { (connection) throws(SQLiteError) in try connection.attempt(of: key) }
  }

  /// All analyses of one kind that run, wait or were given up.
  package func attempts(
    kind: String, version: Int
  ) throws(CatalogError) -> [ContentKey: Attempt] {
    let rows = try read { (connection) throws(SQLiteError) in
      try connection.rows(
        "SELECT \(attemptColumns), content FROM attempt WHERE kind = ?1 AND version = ?2",
        Value(kind), Value(version)
      ).map { (row) throws(SQLiteError) in (try row.text(9), try Attempt(row)) }
    }
    return Dictionary(uniqueKeysWithValues: rows.map { (ContentKey($0.0), $0.1) })
  }
}

/// What `Attempt` reads of a row, in its order.
let attemptColumns =
  "state, count, failures, owner, since_ms, retry_ms, reason, detail, witnesses"

/// The first step of an analysis, or of another try.
private struct Start {
  var key: MeasurementKey
  var owner: String
  var time: Int64
  var count = 1
  var witnesses = Witnesses()
}

extension Connection {
  /// Remembers a failure in place of what there was; how often it was begun stays.
  borrowing func keep(
    _ fault: Fault, of key: MeasurementKey, as state: Attempt.State, retry: Int64? = nil,
    at time: Int64? = nil
  ) throws(SQLiteError) {
    try execute(
      """
      INSERT INTO attempt(
        content, kind, version, state, count, owner, since_ms, retry_ms, reason, detail)
      VALUES (?1, ?2, ?3, ?4, 1, '', coalesce(?5, unixepoch() * 1000), ?6, ?7, ?8)
      ON CONFLICT DO UPDATE SET state = excluded.state, since_ms = excluded.since_ms,
        retry_ms = excluded.retry_ms, reason = excluded.reason, detail = excluded.detail
      """, Value(key.content.text), Value(key.kind), Value(key.version), Value(state.rawValue),
      time.map { Value($0) } ?? .null, retry.map { Value($0) } ?? .null, Value(fault.reason),
      Value(fault.detail))
  }

  /// Drops attempts, and with them the measurements that said that their content is of no use.
  fileprivate func forgive(where condition: String, _ value: Value) throws(SQLiteError) -> Int {
    try execute(
      """
      DELETE FROM measurement WHERE (content, kind, version) IN (
        SELECT content, kind, version FROM attempt WHERE state = 'rejected' AND \(condition))
      """, value)
    try execute("DELETE FROM attempt WHERE state <> 'running' AND \(condition)", value)
    return changes
  }

  fileprivate func attempt(of key: MeasurementKey) throws(SQLiteError) -> Attempt? {
    let row = try row(
      """
      SELECT \(attemptColumns) FROM attempt WHERE content = ?1 AND kind = ?2 AND version = ?3
      """, Value(key.content.text), Value(key.kind), Value(key.version))
    guard let row else { return nil }
    return try Attempt(row)
  }

  fileprivate func begin(_ start: Start) throws(SQLiteError) {
    try execute(
      """
      INSERT INTO attempt(content, kind, version, state, count, owner, since_ms, witnesses)
      VALUES (?1, ?2, ?3, 'running', ?4, ?5, ?6, ?7)
      ON CONFLICT DO UPDATE SET state = 'running', count = excluded.count, retry_ms = NULL,
        owner = excluded.owner, since_ms = excluded.since_ms, witnesses = excluded.witnesses
      """, Value(start.key.content.text), Value(start.key.kind), Value(start.key.version),
      Value(start.count), Value(start.owner), Value(start.time), Value(start.witnesses.text))
  }
}

extension Attempt {
  /// Reads a row that begins with `attemptColumns`.
  init(_ row: Row) throws(SQLiteError) {
    let state = try row.text(0)
    guard let known = State(rawValue: state) else { throw .unexpected(.text(state), column: 0) }
    self.init(
      state: known, count: Int(try row.integer(1)), failures: Int(try row.integer(2)),
      owner: try row.text(3), since: try row.integer(4), retry: try row.optionalInteger(5),
      fault: Fault(try row.text(6), detail: try row.text(7)),
      witnesses: Witnesses(text: try row.text(8)))
  }
}
