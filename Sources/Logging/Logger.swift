// SPDX-License-Identifier: GPL-3.0-or-later

/// Sends messages to a sink, each with the values that this logger was made for.
package struct Logger: Sendable {
  package let sink: any LogSink
  /// Less important messages are dropped before they are made.
  package let level: LogLevel
  package let fields: [String: String]

  package init(_ sink: any LogSink, level: LogLevel = .info, fields: [String: String] = [:]) {
    self.sink = sink
    self.level = level
    self.fields = fields
  }

  /// A logger that adds `name` to every message.
  package func with(_ name: String, _ value: String) -> Logger {
    Logger(sink, level: level, fields: fields.merging([name: value]) { $1 })
  }

  package func log(
    _ level: LogLevel, _ message: @autoclosure () -> String, _ more: [String: String] = [:]
  ) {
    guard level >= self.level else { return }
    sink.write(LogRecord(level, message(), fields.merging(more) { $1 }))
  }

  package func debug(_ message: @autoclosure () -> String, _ more: [String: String] = [:]) {
    log(.debug, message(), more)
  }

  package func info(_ message: @autoclosure () -> String, _ more: [String: String] = [:]) {
    log(.info, message(), more)
  }

  package func notice(_ message: @autoclosure () -> String, _ more: [String: String] = [:]) {
    log(.notice, message(), more)
  }

  package func warning(_ message: @autoclosure () -> String, _ more: [String: String] = [:]) {
    log(.warning, message(), more)
  }

  package func error(_ message: @autoclosure () -> String, _ more: [String: String] = [:]) {
    log(.error, message(), more)
  }
}
