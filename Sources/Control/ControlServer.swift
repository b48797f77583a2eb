// SPDX-License-Identifier: GPL-3.0-or-later

package import Linux

/// Answers requests on a Unix socket, in Varlink.
package final class ControlServer: Sendable {
  package typealias Handler = @Sendable (ControlRequest) async throws(ControlError) -> ControlAnswer

  /// `handler` answers; `changes` makes a stream that says when a status is worth asking for again.
  package init(
    at path: Path, handler: @escaping Handler,
    changes: @escaping @Sendable () -> AsyncStream<Void>
  ) throws(SystemError) {}

  /// Serves until the task is cancelled, then removes the socket.
  package func run() async {}
}
