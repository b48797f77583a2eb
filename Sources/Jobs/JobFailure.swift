// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a worker could not do its job.
package struct JobFailure: Error, Codable, Sendable, Hashable {
  package var reason: Reason
  /// What the library said, for the log.
  package var detail: String

  package init(_ reason: Reason, detail: String = "") {
    self.reason = reason
    self.detail = detail
  }

  /// What the parent decides by.
  package enum Reason: String, Codable, Sendable, CaseIterable {
    /// No allowed demuxer or decoder knows the bytes.
    case notMedia
    /// It holds no picture that can be decoded.
    case noPicture
    /// It holds no sound that can be decoded.
    case noSound
    /// The bytes end early or contradict themselves.
    case damaged
    /// The table of colours is none.
    case badTable
    /// A read failed below the file's format.
    case readError
    case writeError
    case outOfMemory
    /// A library or an encoder that the worker needs is missing, or does not start.
    case notInstalled
    case cancelled
    /// The order itself makes no sense.
    case badOrder
    /// The worker ended without a word: a crash or a limit.
    case crashed
    /// No progress for longer than its time allows.
    case stalled
  }
}
